/**
 * The guests of one libvirt: connections, bulk statistics, the domain XML with Nova's metadata.
 * Part of {@code hypervisor}. The native library is touched by the first tick and not before.
 */
@NullMarked
package org.camelometer.hypervisor.libvirt;

import org.jspecify.annotations.NullMarked;
