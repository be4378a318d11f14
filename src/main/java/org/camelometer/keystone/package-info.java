/**
 * Who the agent is in a cloud: credentials from the agent's own settings, {@code clouds.yaml} or
 * {@code OS_*} variables. {@code keystone.wire} carries requests, {@code keystone.session} keeps
 * token and catalog, {@code keystone.client} is what pollsters ask services with.
 *
 * <p>May use {@code sample}, {@code definition}, {@code http} and {@code poll}.
 */
@NullMarked
package org.camelometer.keystone;

import org.jspecify.annotations.NullMarked;
