package org.camelometer.openstack.dynamic.outside;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.camelometer.openstack.dynamic.request.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Asks exactly what the current {@link Call} says, and reads the answer within its limits: the
 * whole of it in time, however slowly the server drips, and no more than the call allows. For any
 * number of threads.
 */
final class BoundedExchange implements ExecChainHandler {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException {
    Call call = Call.current();
    // Time limits of sockets begin anew with each byte that comes.
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> deadline = new CompletableFuture<>();
    deadline.completeOnTimeout(null, call.request.timeout().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> end =
        deadline.thenRunAsync(() -> giveUp(late, scope), BoundedExchange::apart);
    try {
      request.setPath(call.target());
      call.request.headers().forEach(request::setHeader);
      call.authentication.sign(request, call.url.toString());
      ClassicHttpResponse response = chain.proceed(request, scope);
      call.answer = new Answer(response.getCode(), body(response, scope, call));
      response.setEntity(new ByteArrayEntity(new byte[0], ContentType.TEXT_PLAIN));
      return response;
    } catch (IOException | HttpException | RuntimeException e) {
      // A connection that is cut under its user can throw anything.
      throw new IOException(sentence(e, call, late.get()), e);
    } finally {
      deadline.cancel(false);
      end.cancel(false);
    }
  }

  private static String body(ClassicHttpResponse response, ExecChain.Scope scope, Call call)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    int most = call.request.mostBytes();
    try (InputStream content = entity.getContent()) {
      byte[] bytes = content.readNBytes(most);
      if (content.read() >= 0) {
        scope.execRuntime.discardEndpoint(); // the rest may be endless
        throw new TooLarge("its answer is larger than %d bytes".formatted(most));
      }
      return new String(bytes, charset(entity.getContentType()));
    }
  }

  private static Charset charset(@Nullable String contentType) {
    ContentType type = ContentType.parseLenient(contentType);
    Charset charset = type == null ? null : type.getCharset();
    return charset == null ? StandardCharsets.UTF_8 : charset;
  }

  /** Closing a connection can take its time; others' deadlines must not wait for it. */
  private static void apart(Runnable task) {
    Thread thread = new Thread(task, "api-deadline");
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

  private static String sentence(Exception e, Call call, boolean late) {
    return "%s can't be read: %s".formatted(call.request.shown(), reason(e, call, late));
  }

  private static String reason(Exception e, Call call, boolean late) {
    if (!(e instanceof TooLarge) && (late || e instanceof SocketTimeoutException)) {
      return "it gave no whole answer in time; timeout allows %d s"
          .formatted(Math.max(1, call.request.timeout().toSeconds()));
    }
    if (e instanceof UnknownHostException) {
      return "nobody knows that name";
    }
    if (e instanceof NoHttpResponseException) {
      return "it hung up without an answer";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(String sentence) {
      super(sentence);
    }
  }
}
