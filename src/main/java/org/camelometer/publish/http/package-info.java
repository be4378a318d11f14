/**
 * The publishers {@code http:} and {@code https:}, and what all publishers share that send by HTTP:
 * the server, time limits, TLS, the judgement of answers. Part of {@code publish}; uses {@code
 * publish}; the other rooms of publishers may use it.
 */
@NullMarked
package org.camelometer.publish.http;

import org.jspecify.annotations.NullMarked;
