/**
 * What everybody needs who talks HTTP: clients with time limits that hold, TLS from PEM files, and
 * sentences for what goes wrong. Knows Camel no further than that it uses Apache's client, and
 * nothing of telemetry.
 */
@NullMarked
package org.camelometer.http;

import org.jspecify.annotations.NullMarked;
