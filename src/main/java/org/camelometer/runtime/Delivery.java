package org.camelometer.runtime;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.sample.Sample;

/**
 * A sample that a publisher would get.
 *
 * @param publisher as the user wrote it
 */
record Delivery(PublisherUrl publisher, Sample sample) {}
