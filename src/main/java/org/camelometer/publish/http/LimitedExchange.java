package org.camelometer.publish.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * One attempt to get an answer from a server: ends in time whatever the server does, tries again
 * where no connection came about, reads no more than the beginning of the answer, and tells in a
 * sentence what went wrong. For any number of threads.
 */
final class LimitedExchange implements ExecChainHandler {
  private final HttpAddress address;
  private final HttpLimits limits;
  private final String pathInCamel;

  LimitedExchange(HttpAddress address, HttpLimits limits) {
    this.address = address;
    this.limits = limits;
    this.pathInCamel = address.pathInCamel();
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException {
    // Time limits of sockets begin anew with each byte that a server deigns to send.
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> deadline = new CompletableFuture<>();
    deadline.completeOnTimeout(null, limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> end =
        deadline.thenRunAsync(() -> giveUp(late, scope), LimitedExchange::apart);
    try {
      request.setPath(target(request.getPath()));
      ClassicHttpResponse response = connect(request, scope, chain, late);
      shorten(response, scope);
      return response;
    } catch (IOException | HttpException | RuntimeException e) {
      // A connection that is cut under its user can throw anything.
      throw new IOException(sentence(e, late.get()), e);
    } finally {
      deadline.cancel(false);
      end.cancel(false);
    }
  }

  /** What stands in the request: Camel turns %2F into a slash, and knows nothing of our query. */
  private String target(String requested) {
    String target =
        requested.startsWith(pathInCamel)
            ? address.path() + requested.substring(pathInCamel.length())
            : requested;
    if (address.query().isEmpty()) {
      return target;
    }
    return target + (target.contains("?") ? "&" : "?") + address.query();
  }

  private ClassicHttpResponse connect(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, AtomicBoolean late)
      throws IOException, HttpException {
    for (int retries = 0; ; retries++) {
      try {
        return chain.proceed(ClassicRequestBuilder.copy(request).build(), scope);
      } catch (IOException e) {
        if (late.get() || retries >= limits.retries() || !isOfConnection(e)) {
          throw e;
        }
      }
    }
  }

  /** A kept connection may have been closed at the other end without our knowing. */
  private static boolean isOfConnection(IOException e) {
    return e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof UnknownHostException
        || e instanceof NoHttpResponseException;
  }

  /** Closing a connection can take its time too; others' deadlines must not wait for it. */
  private static void apart(Runnable task) {
    Thread thread = new Thread(task, "http-deadline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void giveUp(AtomicBoolean late, ExecChain.Scope scope) {
    late.set(true);
    if (scope.execRuntime instanceof Cancellable running) {
      running.cancel();
    } else {
      scope.execRuntime.discardEndpoint();
    }
  }

  private void shorten(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
    byte[] start;
    try (InputStream content = entity.getContent()) {
      start = content.readNBytes(limits.answer());
      if (content.read() >= 0) {
        scope.execRuntime.discardEndpoint(); // the rest may be endless
      }
    }
    // Nothing was asked for in such a form, and unpacked it may be large.
    boolean packed = response.containsHeader(HttpHeaders.CONTENT_ENCODING);
    response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
    response.setEntity(new ByteArrayEntity(packed ? new byte[0] : start, ContentType.TEXT_PLAIN));
  }

  private String sentence(Exception e, boolean late) {
    return "%s can't be reached: %s".formatted(address, late ? silence() : reason(e));
  }

  private String reason(Exception e) {
    if (e instanceof SocketTimeoutException) {
      return silence();
    }
    if (e instanceof UnknownHostException) {
      return "nobody knows that name";
    }
    if (e instanceof NoHttpResponseException) {
      return "it hung up without an answer";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String silence() {
    return "it gave no whole answer within " + limits.shown();
  }
}
