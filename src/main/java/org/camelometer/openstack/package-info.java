/**
 * The central namespace: discoveries of what OpenStack's services have, and the pollsters that
 * measure it. May use {@code keystone} and everything below.
 */
@NullMarked
package org.camelometer.openstack;

import org.jspecify.annotations.NullMarked;
