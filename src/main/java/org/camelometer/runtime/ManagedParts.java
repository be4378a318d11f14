package org.camelometer.runtime;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.Pace;
import org.camelometer.poll.PollingSource;
import org.camelometer.publish.Ledger;
import org.camelometer.publish.ShownInJmx;
import org.camelometer.runtime.management.ManagedCalls;
import org.camelometer.runtime.management.ManagedPolling;
import org.camelometer.runtime.management.ManagedPublisher;
import org.camelometer.runtime.management.ManagedSetAside;
import org.camelometer.runtime.management.ManagedStuck;
import org.camelometer.runtime.management.ManagedTransformer;
import org.camelometer.runtime.management.SourceMXBean;
import org.camelometer.transform.SourceFilter;
import org.camelometer.transform.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows in JMX what Camel doesn't: the ledgers of publishers, the state of transformers, the
 * resources set aside, the calls to services.
 */
final class ManagedParts {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedParts.class);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> names = new ArrayList<>();

  /** Registers the parts of an agent under {@code org.camelometer}. */
  void register(Assembly assembly, Map<Publisher, Ledger> ledgers) {
    ledgers.forEach(
        (publisher, ledger) -> {
          register("Publisher", publisher.name(), new ManagedPublisher(publisher.url(), ledger));
          if (assembly.publishers().beans().get(publisher.beanName()) instanceof ShownInJmx own) {
            register(own.jmxType(), publisher.name(), own);
          }
        });
    for (SourceDefinition source : assembly.sources()) {
      SourceFilter filter = assembly.filterOf(source);
      SourceMXBean bean = filter::invalid;
      register("Source", RouteNames.source(source.name()), mxBean(bean));
    }
    for (SinkDefinition sink : assembly.sinks()) {
      for (Step step : assembly.transformersOf(sink).steps()) {
        String name = RouteNames.transformer(sink.name(), step.number(), step.name());
        register("Transformer", name, new ManagedTransformer(step));
      }
    }
    for (PollingSource source : assembly.polled()) {
      Pace pace = assembly.pollingOf(source).pace();
      String name = RouteNames.poll(source.name());
      register("Polling", name, new ManagedPolling(source.interval(), pace));
    }
    assembly
        .catalog()
        .discoveries()
        .forEach((name, found) -> register("Stuck", name, new ManagedStuck(found::stuck)));
    register("Calls", "openstack", new ManagedCalls(assembly.catalog()::calls));
    register("Polling", "set-aside", new ManagedSetAside(assembly.setAside()));
  }

  private void register(String type, String name, Object bean) {
    try {
      ObjectName objectName =
          new ObjectName("org.camelometer:type=%s,name=%s".formatted(type, ObjectName.quote(name)));
      server.registerMBean(bean, objectName);
      names.add(objectName);
    } catch (JMException e) {
      LOG.warn("JMX doesn't show {} '{}': {}", type, name, e.getMessage());
    }
  }

  /** A lambda's class has no name by which JMX would know its interface. */
  private static Object mxBean(SourceMXBean bean) {
    return new StandardMBean(bean, SourceMXBean.class, true);
  }

  void unregister() {
    for (ObjectName name : names) {
      try {
        server.unregisterMBean(name);
      } catch (JMException gone) {
        LOG.debug("{} was not in JMX", name, gone);
      }
    }
    names.clear();
  }
}
