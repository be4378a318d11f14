/**
 * What dynamic pollsters ask of whoever reaches an API for them: requests, answers, and the
 * contracts of those who make the one of the other. Uses nothing.
 */
@NullMarked
package org.camelometer.openstack.dynamic.request;

import org.jspecify.annotations.NullMarked;
