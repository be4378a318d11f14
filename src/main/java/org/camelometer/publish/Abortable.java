package org.camelometer.publish;

/**
 * A publisher's bean that calls somebody who may take long to answer. Whoever ends an agent has it
 * give up in time; what was on its way fails, and stays in its spool where there is one.
 */
public interface Abortable {

  /**
   * Has what is under way fail soon, and everything that begins later at once. Doesn't wait for it.
   * From any thread, any number of times; there is no way back.
   */
  void abort();
}
