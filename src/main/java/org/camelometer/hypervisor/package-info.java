/**
 * Reading guests: the contract {@link org.camelometer.hypervisor.Inspector} and what it tells.
 *
 * <p>{@code libvirt} reads the guests of a libvirt, {@code meters} makes samples of what any
 * inspector reads. May use {@code poll}, {@code definition} and {@code sample}.
 */
@NullMarked
package org.camelometer.hypervisor;

import org.jspecify.annotations.NullMarked;
