/**
 * What is measured and how it looks outside: samples, resources, the metering message, its
 * signature and its codecs.
 *
 * <p>The ground floor: uses no other room.
 */
@NullMarked
package org.camelometer.sample;

import org.jspecify.annotations.NullMarked;
