package org.camelometer.runtime.routes;

import java.util.List;

/**
 * What Camel finds wrong with a route.
 *
 * @param sentence what is wrong and what would be right
 * @param words what to look for in the file to find the place, the best first
 */
record RouteFault(String sentence, List<String> words) {}
