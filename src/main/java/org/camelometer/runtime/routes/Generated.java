package org.camelometer.runtime.routes;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/**
 * What the pipelines of a configuration make, and the routes of users may name.
 *
 * @param routes makes their routes, none of which has been made yet
 * @param beans by their names
 */
public record Generated(RouteBuilder routes, Map<String, Object> beans) {}
