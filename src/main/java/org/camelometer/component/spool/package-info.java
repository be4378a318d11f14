/**
 * The Camel component {@code spool:}, a durable {@code seda:}: what a producer has handed over is
 * on disk, and stays there until a consumer's route has succeeded with it. Stands alone: it knows
 * nothing of telemetry and uses no other room, so that any Camel deployment can take it.
 */
@NullMarked
package org.camelometer.component.spool;

import org.jspecify.annotations.NullMarked;
