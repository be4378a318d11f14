package org.camelometer.hypervisor.libvirt;

import org.camelometer.hypervisor.GuestReading;

/**
 * What libvirt told of a guest.
 *
 * @param isPartial whether it left out what only the guest's hypervisor process knows, since
 *     another call is waiting for that
 */
record Answer(GuestReading reading, boolean isPartial) {}
