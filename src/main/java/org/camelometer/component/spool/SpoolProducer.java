package org.camelometer.component.spool;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into a spool, and completes each exchange when its message is on disk: in another
 * thread, while the caller goes on. For any number of threads.
 */
final class SpoolProducer extends DefaultAsyncProducer {
  private final SpoolEndpoint endpoint;
  private volatile @Nullable Spool spool;

  SpoolProducer(SpoolEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      Spool open = spool;
      if (open == null) {
        throw new NotSpooledException("the producer of %s is stopped".formatted(endpoint));
      }
      var unused =
          open.put(entry(exchange.getMessage()))
              .whenCompleteAsync(
                  (id, failure) -> {
                    if (failure != null) {
                      exchange.setException(failure);
                    }
                    callback.done(false);
                  },
                  endpoint.spools().continuations());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.setException(e);
    } catch (Exception e) { // the body's type converters may throw anything
      exchange.setException(e);
    }
    callback.done(true);
    return true;
  }

  private static Entry entry(Message message) throws Exception {
    Map<String, Object> headers = new HashMap<>(message.getHeaders());
    Integer units = message.getHeader(SpoolConstants.UNITS, 1, Integer.class);
    headers.remove(SpoolConstants.REFUSED); // another spool's consumer is told by it
    byte[] body = message.getMandatoryBody(byte[].class);
    return Entry.of(body, headers, units == null ? 1 : Math.max(0, units));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    spool = endpoint.spools().acquire(endpoint.settings(), true);
  }

  @Override
  protected void doStop() throws Exception {
    if (spool != null) {
      spool = null;
      endpoint.spools().release(endpoint.settings());
    }
    super.doStop();
  }
}
