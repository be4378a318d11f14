package org.camelometer.transform;

import java.time.Clock;
import java.time.Duration;

/**
 * What the transformers of a sink share.
 *
 * @param clock what they take for now; that of the newest sample in {@code replay}
 * @param forgetAfter how long they remember a resource that they don't hear of
 * @param sampleSource the source that samples of their making carry, {@code
 *     camelometer.sample-source}
 */
public record TransformerContext(Clock clock, Duration forgetAfter, String sampleSource) {}
