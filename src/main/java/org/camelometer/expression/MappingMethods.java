package org.camelometer.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of mappings. What Python calls views and tuples are lists here. */
final class MappingMethods {

  private MappingMethods() {}

  static @Nullable Object call(Method method, Map<?, ?> map, List<@Nullable Object> arguments) {
    return switch (method) {
      case GET -> get(map, arguments);
      case KEYS -> listed(map.keySet());
      case VALUES -> listed(map.values());
      default -> items(map);
    };
  }

  private static @Nullable Object get(Map<?, ?> map, List<@Nullable Object> arguments) {
    Object found = Subscripts.item(map, arguments.get(0));
    return found != Missing.MISSING ? found : arguments.size() > 1 ? arguments.get(1) : null;
  }

  private static List<@Nullable Object> listed(Iterable<?> elements) {
    List<@Nullable Object> list = new ArrayList<>();
    elements.forEach(element -> list.add(Values.normal(element)));
    return list;
  }

  private static List<@Nullable Object> items(Map<?, ?> map) {
    List<@Nullable Object> items = new ArrayList<>(map.size());
    map.forEach((key, value) -> items.add(Arrays.asList(key, Values.normal(value))));
    return items;
  }
}
