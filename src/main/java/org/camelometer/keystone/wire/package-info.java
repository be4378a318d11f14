/**
 * Requests to OpenStack's services over camel-http, each in time, repeated where that helps, and
 * within a budget. Knows no token and no catalog.
 */
@NullMarked
package org.camelometer.keystone.wire;

import org.jspecify.annotations.NullMarked;
