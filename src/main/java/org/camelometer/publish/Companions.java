package org.camelometer.publish;

import java.util.Map;

/**
 * A publisher's bean whose kamelet needs other beans besides it: endpoint options take whole beans
 * only. Who binds the publisher as {@code NAME} binds each of these as {@code NAME-key}.
 */
public interface Companions {

  /** The other beans by their keys; the same ones at every call. */
  Map<String, Object> companions();
}
