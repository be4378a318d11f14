/**
 * The agent as a process: the command line, reading the configuration, building routes from
 * definitions, JMX. The top floor and the only room that knows camel-main.
 */
@NullMarked
package org.camelometer.runtime;

import org.jspecify.annotations.NullMarked;
