/**
 * Polling: the contracts of pollsters and discoveries, the catalog of both, the tick and the cycle,
 * and resources set aside.
 *
 * <p>May use {@code definition} and {@code sample}. Knows no hypervisor, no service and no route.
 */
@NullMarked
package org.camelometer.poll;

import org.jspecify.annotations.NullMarked;
