package org.camelometer.runtime.replay;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.sample.Sample;

/**
 * A sample that a publisher would get.
 *
 * @param publisher as the user wrote it
 */
public record Delivery(PublisherUrl publisher, Sample sample) {}
