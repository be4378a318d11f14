package org.camelometer.component.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConverter;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into a spool, and completes each exchange when its message is on disk: in another
 * thread, while the caller goes on. A list is as many messages; it fails if one of them does. For
 * any number of threads.
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
          put(exchange.getMessage(), open)
              .whenCompleteAsync(
                  (done, failure) -> {
                    if (failure != null) {
                      exchange.setException(sentence(failure));
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

  private static Throwable sentence(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static CompletableFuture<?> put(Message message, Spool spool) throws Exception {
    List<Entry> entries = entries(message);
    CompletableFuture<?>[] written = new CompletableFuture<?>[entries.size()];
    for (int i = 0; i < written.length; i++) {
      try {
        written[i] = spool.put(entries.get(i));
      } catch (NotSpooledException | InterruptedException e) {
        spool.turnAway(entries.subList(i + 1, written.length)); // nobody tries them
        throw e;
      }
    }
    return CompletableFuture.allOf(written);
  }

  /** One for each element of a list, so that they share a commit; one for any other body. */
  private static List<Entry> entries(Message message) throws Exception {
    Map<String, Object> headers = new HashMap<>(message.getHeaders());
    headers.remove(SpoolConstants.REFUSED); // another spool's consumer is told by it
    Object units = headers.remove(SpoolConstants.UNITS);
    if (!(message.getBody() instanceof List<?> bodies)) {
      return List.of(entry(message, message.getBody(), headers, units));
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      Object own = units instanceof List<?> each ? each.get(i) : units;
      entries.add(entry(message, bodies.get(i), headers, own));
    }
    return entries;
  }

  private static Entry entry(
      Message message, @Nullable Object body, Map<String, Object> headers, @Nullable Object units)
      throws Exception {
    TypeConverter converter = message.getExchange().getContext().getTypeConverter();
    byte[] bytes = converter.mandatoryConvertTo(byte[].class, message.getExchange(), body);
    int count = units == null ? 1 : converter.mandatoryConvertTo(Integer.class, units);
    return Entry.of(bytes, headers, Math.max(0, count));
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
