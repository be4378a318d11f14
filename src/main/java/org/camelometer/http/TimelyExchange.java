package org.camelometer.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Lets an attempt to get an answer end in time whatever the server does: the time limits of sockets
 * begin anew with each byte that it deigns to send.
 *
 * @param server how sentences call it
 * @param timeout from connecting to the last byte of the answer
 * @param calls among which an attempt is, so that it can be aborted
 */
public record TimelyExchange(String server, Duration timeout, Calls calls) {
  private static final String END = "the agent ends, and waits no longer for an answer";

  /** One whose attempts nobody aborts. */
  public TimelyExchange(String server, Duration timeout) {
    this(server, timeout, new Calls());
  }

  /** What is done within the time. */
  @FunctionalInterface
  public interface Talk {
    /**
     * Sends the request and reads the answer, body included.
     *
     * @param late tells whether the time is over
     * @throws OversizeException if the answer is too long; passed on as it is
     */
    ClassicHttpResponse talk(BooleanSupplier late) throws IOException, HttpException;
  }

  /**
   * Gives the answer.
   *
   * @param scope that of the client's chain, whose connection is cut when the time is over
   * @throws UnreachableException if there was none in time, or the call was aborted
   */
  public ClassicHttpResponse with(ExecChain.Scope scope, Talk talk) throws IOException {
    if (calls.areAborted()) {
      IOException aborted = new IOException(END);
      throw new UnreachableException(sentence(aborted, false), aborted);
    }
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> deadline = new CompletableFuture<>();
    deadline.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> end =
        deadline.thenRunAsync(() -> giveUp(late, scope), TimelyExchange::apart);
    calls.begin(deadline);
    try {
      return talk.talk(late::get);
    } catch (OversizeException e) {
      throw e;
    } catch (IOException | HttpException | RuntimeException e) {
      // A connection that is cut under its user can throw anything.
      throw new UnreachableException(sentence(e, late.get()), e);
    } finally {
      calls.end(deadline);
      deadline.cancel(false);
      end.cancel(false);
    }
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

  private String sentence(Exception e, boolean late) {
    String reason = late ? silence() : reason(e);
    return "%s can't be reached: %s".formatted(server, calls.areAborted() ? END : reason);
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
    long millis = timeout.toMillis();
    return "it gave no whole answer within "
        + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms");
  }
}
