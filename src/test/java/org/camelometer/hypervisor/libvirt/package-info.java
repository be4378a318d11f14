/** Tests of {@code hypervisor.libvirt}. */
@NullMarked
package org.camelometer.hypervisor.libvirt;

import org.jspecify.annotations.NullMarked;
