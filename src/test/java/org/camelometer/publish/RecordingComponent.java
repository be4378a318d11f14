package org.camelometer.publish;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Stands where a component of another room does: takes any option, and keeps what it was sent. */
final class RecordingComponent extends DefaultComponent {
  /** One message, with the options of the endpoint that got it; references are resolved. */
  record Sent(
      String exchange, Map<String, Object> options, String body, Map<String, Object> headers) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  RecordingComponent(CamelContext context) {
    super(context);
  }

  List<Sent> sent() {
    return sent;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    Map<String, Object> options = new TreeMap<>(parameters);
    options.replaceAll(
        (key, value) ->
            value.toString().startsWith("#bean:")
                ? getCamelContext().getRegistry().lookupByName(value.toString().substring(6))
                : value);
    parameters.clear();
    return new RecordingEndpoint(uri, remaining, options);
  }

  private final class RecordingEndpoint extends DefaultEndpoint {
    private final String exchangeName;
    private final Map<String, Object> options;

    RecordingEndpoint(String uri, String exchangeName, Map<String, Object> options) {
      super(uri, RecordingComponent.this);
      this.exchangeName = exchangeName;
      this.options = options;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          String body = exchange.getMessage().getBody(String.class);
          sent.add(new Sent(exchangeName, options, body, exchange.getMessage().getHeaders()));
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException("nothing to consume here");
    }
  }
}
