/**
 * What JMX shows beside Camel's own: ledgers, transformers, the intake of sources, resources set
 * aside. Part of {@code runtime}.
 */
@NullMarked
package org.camelometer.runtime.management;

import org.jspecify.annotations.NullMarked;
