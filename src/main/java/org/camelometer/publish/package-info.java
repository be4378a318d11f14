/**
 * What the publisher kamelets call: the contracts of publishers, what they share, ledgers, and the
 * publishers that are a class or two. Each other publisher has a room of its own below, which may
 * use this one and {@code publish.http}; this one uses none of them.
 *
 * <p>May use {@code definition} and {@code sample} and the rooms below its floor. Knows no route: a
 * kamelet calls these beans, so that every step shows in YAML and JMX.
 */
@NullMarked
package org.camelometer.publish;

import org.jspecify.annotations.NullMarked;
