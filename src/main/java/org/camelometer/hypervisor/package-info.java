/**
 * Reading guests: the contract {@code Inspector}, the libvirt connection, bulk statistics, Nova's
 * metadata, and the compute pollsters and discovery.
 *
 * <p>May use {@code poll}, {@code definition} and {@code sample}.
 */
@NullMarked
package org.camelometer.hypervisor;

import org.jspecify.annotations.NullMarked;
