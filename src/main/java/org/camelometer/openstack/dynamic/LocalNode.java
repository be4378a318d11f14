package org.camelometer.openstack.dynamic;

import org.camelometer.sample.Resource;

/** This host, as the place where commands run. */
record LocalNode(String id) implements Resource {}
