/**
 * Recordings of samples, and what becomes of them in one configuration or in two. Part of {@code
 * runtime}; knows no route.
 */
@NullMarked
package org.camelometer.runtime.replay;

import org.jspecify.annotations.NullMarked;
