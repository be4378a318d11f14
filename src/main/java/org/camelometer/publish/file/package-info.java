/**
 * The publisher {@code file:}: lines of a file, and turning it over when it has grown. Part of
 * {@code publish}; uses {@code publish}.
 */
@NullMarked
package org.camelometer.publish.file;

import org.jspecify.annotations.NullMarked;
