/**
 * What the publisher kamelets call: encoders, file rotation, framing.
 *
 * <p>May use {@code definition} and {@code sample} and the rooms below its floor. Knows no route: a
 * kamelet calls these beans, so that every step shows in YAML and JMX.
 */
@NullMarked
package org.camelometer.publish;

import org.jspecify.annotations.NullMarked;
