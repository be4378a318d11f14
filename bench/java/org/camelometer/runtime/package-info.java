/**
 * Benches of the pipelines as an agent makes them, which is why they stand in its package; {@code
 * bench/pipeline} runs them.
 */
package org.camelometer.runtime;
