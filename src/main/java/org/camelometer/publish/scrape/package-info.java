/**
 * The publisher {@code scrape:}: the newest samples, for Prometheus to fetch. Part of {@code
 * publish}; uses {@code publish}.
 */
@NullMarked
package org.camelometer.publish.scrape;

import org.jspecify.annotations.NullMarked;
