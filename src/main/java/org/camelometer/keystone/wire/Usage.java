package org.camelometer.keystone.wire;

/**
 * What one service was asked since the start, as a metric tells it.
 *
 * @param calls requests that were sent, each repetition included
 * @param failures requests that ended without success
 * @param retries repetitions
 * @param refusals requests that weren't sent, as the budget of the minute was used up or the
 *     service wants to be left alone
 */
public record Usage(long calls, long failures, long retries, long refusals) {}
