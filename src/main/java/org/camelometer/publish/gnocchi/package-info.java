/**
 * What {@code gnocchi:} needs: the definitions of {@code gnocchi_resources.yaml}, and what is said
 * to Gnocchi and made of its answers.
 *
 * <p>Sends nothing itself: the kamelet {@code publisher-gnocchi} carries each {@link
 * org.camelometer.publish.gnocchi.Request} and brings the answer back.
 */
@NullMarked
package org.camelometer.publish.gnocchi;

import org.jspecify.annotations.NullMarked;
