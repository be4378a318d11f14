/**
 * Requests to APIs that are none of OpenStack's: over camel-http, within limits, and with the login
 * that such an API wants. May use {@code openstack.dynamic.request}.
 */
@NullMarked
package org.camelometer.openstack.dynamic.outside;

import org.jspecify.annotations.NullMarked;
