package org.camelometer.poll;

/**
 * What pollsters and discoveries asked of one service since the start, as a metric tells it.
 *
 * @param service as people know it, such as {@code image}
 * @param calls requests that were sent, each repetition included
 * @param retries repetitions
 * @param failures requests that ended without success
 * @param refusals requests that weren't sent, as a budget was used up or the service wants to be
 *     left alone
 */
public record ServiceCalls(
    String service, long calls, long retries, long failures, long refusals) {}
