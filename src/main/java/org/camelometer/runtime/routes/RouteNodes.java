package org.camelometer.runtime.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes pieces of YAML that stand at the place of others. */
final class RouteNodes {
  private RouteNodes() {}

  static Node stepsOf(Node place, List<Node> steps) {
    return mapping(
        place,
        Map.of(
            "steps",
            new SequenceNode(
                Tag.SEQ, true, steps, FlowStyle.BLOCK, place.getStartMark(), place.getEndMark())));
  }

  static Node mapping(Node place, Map<String, Node> entries) {
    List<NodeTuple> tuples = new ArrayList<>();
    entries.forEach((key, value) -> tuples.add(new NodeTuple(scalar(place, key), value)));
    return new MappingNode(
        Tag.MAP, true, tuples, FlowStyle.BLOCK, place.getStartMark(), place.getEndMark());
  }

  static Node scalar(Node place, String text) {
    return new ScalarNode(
        Tag.STR, true, text, ScalarStyle.PLAIN, place.getStartMark(), place.getEndMark());
  }
}
