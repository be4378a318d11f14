package org.camelometer.hypervisor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual network interface of a guest.
 *
 * @param name the device on the host, such as {@code tap3f2c}
 * @param mac its hardware address
 * @param filter the network filter that it refers to, if any
 * @param parameters those of the filter with their names in lower case, then {@code interfaceid}
 *     (of the virtual port) and {@code bridge}, which may be null
 */
public record Vnic(
    String name, String mac, @Nullable String filter, Map<String, @Nullable Object> parameters) {}
