package org.camelometer.poll;

/**
 * A resource that appeared, or that is about to go, to be polled at once.
 *
 * @param discovery the name of the discovery that tells it
 * @param tick for it alone; the same for all sources
 */
public record Change(String discovery, Tick tick) {}
