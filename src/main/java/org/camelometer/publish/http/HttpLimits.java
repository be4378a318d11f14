package org.camelometer.publish.http;

import java.time.Duration;

/**
 * What a server may take of us.
 *
 * @param timeout for an attempt, from connecting to the last byte of the answer
 * @param retries how often within it a connection that can't be made is tried again
 * @param answer the most bytes of an answer's body that are read
 */
record HttpLimits(Duration timeout, int retries, int answer) {}
