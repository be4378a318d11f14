package org.camelometer.hypervisor.libvirt;

import static org.camelometer.hypervisor.libvirt.HardenedXml.at;
import static org.camelometer.hypervisor.libvirt.HardenedXml.attribute;
import static org.camelometer.hypervisor.libvirt.HardenedXml.children;
import static org.camelometer.hypervisor.libvirt.HardenedXml.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.NovaInstance;
import org.camelometer.hypervisor.NovaInstance.Flavor;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads the element {@code nova:instance} of a domain, in the namespace {@code
 * http://openstack.org/xmlns/libvirt/nova/1.1} or, where there is none, {@code /1.0}. What can't be
 * read becomes null and a flaw; the rest counts. For one thread and one domain.
 */
final class NovaMetadata {
  private static final List<String> NAMESPACES =
      List.of(
          "http://openstack.org/xmlns/libvirt/nova/1.1",
          "http://openstack.org/xmlns/libvirt/nova/1.0");

  private final List<String> flaws = new ArrayList<>();

  /** The instance, or null if this domain isn't Nova's. */
  @Nullable NovaInstance read(@Nullable Element metadata) {
    for (String namespace : NAMESPACES) {
      for (Element element : children(metadata, "instance")) {
        if (namespace.equals(element.getNamespaceURI())) {
          return instance(element);
        }
      }
    }
    return null;
  }

  /** What couldn't be read, each as the rest of a sentence. */
  List<String> flaws() {
    return flaws;
  }

  private NovaInstance instance(Element nova) {
    return new NovaInstance(
        needed(text(at(nova, "name")), "name"),
        needed(attribute(at(nova, "owner", "user"), "uuid"), "owner/user@uuid"),
        needed(attribute(at(nova, "owner", "project"), "uuid"), "owner/project@uuid"),
        flavor(at(nova, "flavor")),
        image(nova));
  }

  private @Nullable Flavor flavor(@Nullable Element flavor) {
    if (flavor == null) {
      flaws.add("flavor is missing");
      return null;
    }
    String name = needed(attribute(flavor, "name"), "flavor@name");
    String id = attribute(flavor, "id");
    return new Flavor(
        id == null ? name : id,
        name,
        number(flavor, "vcpus"),
        number(flavor, "memory"),
        number(flavor, "disk"),
        number(flavor, "ephemeral"),
        number(flavor, "swap"),
        extraSpecs(at(flavor, "extraSpecs")));
  }

  private static @Nullable Map<String, @Nullable Object> extraSpecs(@Nullable Element element) {
    if (element == null) {
      return null;
    }
    Map<String, @Nullable Object> specs = new LinkedHashMap<>();
    for (Element spec : children(element, "extraSpec")) {
      String name = attribute(spec, "name");
      if (name != null) {
        specs.put(name, spec.getTextContent());
      }
    }
    return specs;
  }

  private static @Nullable String image(Element nova) {
    for (Element root : children(nova, "root")) {
      if ("image".equals(attribute(root, "type"))) {
        return attribute(root, "uuid");
      }
    }
    return null;
  }

  private @Nullable String needed(@Nullable String value, String where) {
    if (value == null) {
      flaws.add(where + " is missing");
    }
    return value;
  }

  /** Zero where the flavor doesn't mention it, as in Ceilometer. */
  private @Nullable Long number(Element flavor, String name) {
    Element element = at(flavor, name);
    if (element == null) {
      return 0L;
    }
    String text = text(element);
    try {
      return Long.valueOf(text == null ? "" : text);
    } catch (NumberFormatException notANumber) {
      flaws.add("flavor/%s is no whole number".formatted(name));
      return null;
    }
  }
}
