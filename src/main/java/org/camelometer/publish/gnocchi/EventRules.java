package org.camelometer.publish.gnocchi;

import java.util.List;
import java.util.Map;
import org.camelometer.definition.Glob;

/**
 * What events do to resources of one type. Samples have no use for it.
 *
 * @param create event types that make a resource
 * @param delete event types that end one
 * @param update event types that change one
 * @param attributes which trait each attribute of the resource takes; {@code id} is among them
 * @param associated for each type of resource that ends along with it, how to search for those: a
 *     JSON text in which {@code %s} stands for the id
 */
record EventRules(
    List<Glob> create,
    List<Glob> delete,
    List<Glob> update,
    Map<String, String> attributes,
    Map<String, String> associated) {}
