import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints attributes of an agent's MBeans: a line for each bean, its name and the values separated
 * by tabs, sorted by name. It is run from this file, with a JDK and nothing else: {@code java
 * testbed/lib/Jmx.java 9010 'org.camelometer:type=Publisher,*' Accepted Delivered}. The exit code
 * is 1 when nobody answers or nothing has that name.
 */
final class Jmx {
  private Jmx() {}

  /** Takes the port on 127.0.0.1, the name or pattern of beans, and attributes. */
  public static void main(String[] arguments) {
    if (arguments.length < 3) {
      System.err.println("Usage: java Jmx.java PORT OBJECTNAME ATTRIBUTE...");
      System.exit(2);
    }
    List<String> attributes = List.of(arguments).subList(2, arguments.length);
    try {
      List<String> lines = lines(arguments[0], new ObjectName(arguments[1]), attributes);
      lines.forEach(System.out::println);
      if (lines.isEmpty()) {
        giveUp("nothing is named " + arguments[1]);
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      giveUp("no JMX on 127.0.0.1:%s: %s".formatted(arguments[0], reason));
    } catch (JMException e) {
      giveUp("%s can't be read: %s".formatted(arguments[1], e.getMessage()));
    }
  }

  private static List<String> lines(String port, ObjectName pattern, List<String> attributes)
      throws IOException, JMException {
    var url =
        new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:%s/jmxrmi".formatted(port));
    try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      TreeMap<String, String> lines = new TreeMap<>();
      for (ObjectName name : server.queryNames(pattern, null)) {
        lines.put(shown(name), values(server, name, attributes));
      }
      return lines.entrySet().stream().map(line -> line.getKey() + "\t" + line.getValue()).toList();
    }
  }

  private static String values(
      MBeanServerConnection server, ObjectName name, List<String> attributes)
      throws IOException, JMException {
    List<Object> values = new ArrayList<>();
    for (String attribute : attributes) {
      Object value = server.getAttribute(name, attribute);
      values.add(value instanceof Object[] several ? Arrays.asList(several) : value);
    }
    return values.stream().map(String::valueOf).collect(Collectors.joining("\t"));
  }

  /** The property {@code name}, without quotes, or the whole name when it has none. */
  private static String shown(ObjectName name) {
    String property = name.getKeyProperty("name");
    if (property == null) {
      return name.getCanonicalName();
    }
    return property.startsWith("\"") ? ObjectName.unquote(property) : property;
  }

  private static void giveUp(String sentence) {
    System.err.println("Jmx: " + sentence);
    System.exit(1);
  }
}
