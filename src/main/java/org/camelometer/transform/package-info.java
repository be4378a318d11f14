/**
 * What happens to samples between a source and its publishers.
 *
 * <p>May use {@code definition}, {@code expression} and {@code sample}. Knows no route.
 */
@NullMarked
package org.camelometer.transform;

import org.jspecify.annotations.NullMarked;
