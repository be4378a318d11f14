/**
 * Dynamic pollsters: pollsters that operators write in YAML, for OpenStack's APIs, for any other
 * REST API, and for commands of the host. Reads {@code pollsters.d}, asks, and makes samples of the
 * answers. What is asked goes through {@link org.camelometer.openstack.dynamic.request.Requests},
 * so that nothing here knows how an API is reached; the requests to APIs outside OpenStack are in
 * {@code openstack.dynamic.outside}.
 *
 * <p>May use {@code poll}, {@code definition}, {@code expression} and {@code sample}. Knows no
 * route. {@code docs/dynamic-pollsters.md} tells the grammar to operators.
 */
@NullMarked
package org.camelometer.openstack.dynamic;

import org.jspecify.annotations.NullMarked;
