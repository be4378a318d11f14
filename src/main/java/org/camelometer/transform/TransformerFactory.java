package org.camelometer.transform;

/**
 * Makes transformers of one kind. Found by {@link java.util.ServiceLoader}, so a jar in {@code
 * lib/} with a {@code META-INF/services/org.camelometer.transform.TransformerFactory} adds some.
 */
public interface TransformerFactory {

  /** The name under which a sink asks for it, such as {@code rate_of_change}. */
  String name();

  /**
   * Makes one for one place in one sink. Reads every parameter that it knows, whatever the others
   * say, so that all problems are found at once; if one was noted, what is returned isn't used.
   */
  Transformer create(Parameters parameters, TransformerContext context);
}
