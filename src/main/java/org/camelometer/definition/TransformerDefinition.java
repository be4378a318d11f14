package org.camelometer.definition;

import java.util.Optional;

/**
 * One entry of a sink's {@code transformers}.
 *
 * @param name which transformer
 * @param parameters its parameters with their places, for the transformer to check
 * @param position where its name stands
 */
public record TransformerDefinition(
    String name, Optional<YamlNode> parameters, Position position) {}
