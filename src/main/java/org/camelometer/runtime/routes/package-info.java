/**
 * The YAML files of routes and kamelets: where they lie, and what is wrong with them, told with its
 * place. Part of {@code runtime}; knows nothing of pipelines.
 */
@NullMarked
package org.camelometer.runtime.routes;

import org.jspecify.annotations.NullMarked;
