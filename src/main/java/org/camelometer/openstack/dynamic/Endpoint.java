package org.camelometer.openstack.dynamic;

import org.camelometer.sample.Resource;

/** A service's URL, as the catalog of OpenStack has it. */
public record Endpoint(String id) implements Resource {}
