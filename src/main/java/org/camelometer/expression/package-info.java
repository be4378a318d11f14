/**
 * The safe expression language: a subset of Python that {@code scale}, {@code expr} and dynamic
 * pollsters are written in. Texts are parsed once into {@link
 * org.camelometer.expression.Expression}s, which give a value or an error with its place, in
 * bounded time, depth and size.
 *
 * <p>May use {@code sample}.
 */
@NullMarked
package org.camelometer.expression;

import org.jspecify.annotations.NullMarked;
