package org.camelometer.poll;

import org.camelometer.sample.Resource;

/** A resource that a source lists by itself, for pollsters that can make something of its text. */
public record StaticResource(String id) implements Resource {}
