package org.camelometer.publish.gnocchi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How finely and how long Gnocchi keeps measures.
 *
 * @param name by which metrics choose it
 * @param body all of it, the name included, as Gnocchi's API takes it
 */
record ArchivePolicy(String name, Map<String, @Nullable Object> body) {}
