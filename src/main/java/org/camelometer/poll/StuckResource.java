package org.camelometer.poll;

import java.time.Instant;

/**
 * A resource that is there and doesn't answer, so that it is read apart from the others.
 *
 * @param id its resource id
 * @param name as people call it
 * @param since when it was first found so
 * @param reason what is known of why, as the rest of a sentence
 */
public record StuckResource(String id, String name, Instant since, String reason) {}
