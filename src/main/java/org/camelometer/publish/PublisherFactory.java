package org.camelometer.publish;

import java.util.List;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;

/**
 * Makes the bean that the kamelet {@code publisher-<scheme>} calls and takes its settings from.
 * Found by {@link java.util.ServiceLoader}. A scheme without a factory but with a kamelet of that
 * name gets the {@link PublisherUrl} itself as its bean.
 */
public interface PublisherFactory {

  /** The scheme of the URLs that it understands, in lower case. */
  String scheme();

  /**
   * Makes the bean, without connecting to anything. If the bean is {@link AutoCloseable}, it is
   * closed after the last batch.
   *
   * @throws org.camelometer.definition.DefinitionException naming the URL's place if it can't be
   *     used
   */
  Object create(PublisherUrl url, PublisherContext context);

  /**
   * Whether samples wait in a spool until they are delivered, where the URL says nothing of it: so
   * it is for publishers that send over a network to somebody who answers.
   */
  default boolean isSpooled() {
    return false;
  }

  /**
   * The most samples that it sends at once.
   *
   * @throws org.camelometer.definition.DefinitionException naming the URL's place if that is wrong
   */
  default int batchSize(PublisherUrl url, PublisherContext context) {
    return Integer.MAX_VALUE;
  }

  /**
   * How many batches may be under way at the same time, none of which overtakes another: more than
   * one where the receiver answers later, in the order in which it took them.
   */
  default int inFlight() {
    return 1;
  }

  /** What of a URL that {@link #create} takes is legal but does nothing, one warning for each. */
  default List<Problem> warnings(PublisherUrl url) {
    return List.of();
  }
}
