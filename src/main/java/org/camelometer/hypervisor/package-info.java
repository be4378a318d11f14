/**
 * Reading guests: the contract {@link org.camelometer.hypervisor.Inspector}, the libvirt
 * connection, bulk statistics, Nova's metadata, and the compute pollsters and discovery.
 *
 * <p>May use {@code poll}, {@code definition} and {@code sample}. The native library is touched by
 * the first tick and not before.
 */
@NullMarked
package org.camelometer.hypervisor;

import org.jspecify.annotations.NullMarked;
