/**
 * The publisher {@code gnocchi:}: the definitions of {@code gnocchi_resources.yaml}, and what is
 * said to Gnocchi and made of its answers. Part of {@code publish}; uses {@code publish} and {@code
 * publish.http}.
 *
 * <p>Sends nothing itself: the kamelet {@code publisher-gnocchi} carries each {@link
 * org.camelometer.publish.gnocchi.Request} and brings the answer back.
 */
@NullMarked
package org.camelometer.publish.gnocchi;

import org.jspecify.annotations.NullMarked;
