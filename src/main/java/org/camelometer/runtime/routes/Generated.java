package org.camelometer.runtime.routes;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.camelometer.definition.PublisherUrl;

/**
 * What the pipelines of a configuration make, and the routes of users may name.
 *
 * @param routes makes their routes, none of which has been made yet
 * @param beans by their names
 * @param endpoints publishers {@code camel:URI}, whose paths are endpoints
 */
public record Generated(
    RouteBuilder routes, Map<String, Object> beans, List<PublisherUrl> endpoints) {}
