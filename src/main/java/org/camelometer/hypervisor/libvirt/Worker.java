package org.camelometer.hypervisor.libvirt;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.libvirt.LibvirtConnection.Call;

/**
 * A connection with a thread of its own, since a call to libvirt can hang and can't be interrupted.
 * For any number of threads; answers one call after the other.
 */
final class Worker {
  private final LibvirtConnection connection;
  private final ExecutorService thread;
  private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();

  Worker(LibvirtConnection connection, String name) {
    this.connection = connection;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Of the libvirt that it asks, as the settings name it. */
  String uri() {
    return connection.uri();
  }

  /** Asks; what is thrown is what the connection throws. */
  <T> CompletableFuture<T> ask(Call<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    ask(call, answer, () -> {});
    return answer;
  }

  /** The same with an answer that is the caller's, and that is told of when it is there. */
  <T> void ask(Call<T> call, CompletableFuture<T> answer, Runnable answered) {
    var unused = answer.whenComplete((told, failure) -> answered.run());
    Object key = new Object();
    waiting.put(key, answer);
    thread.execute(
        () -> {
          try {
            answer.complete(connection.call(call));
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          }
          waiting.remove(key);
        });
  }

  /** Lets the connection go after the last call; asked nothing any more. May be called twice. */
  synchronized void end() {
    if (!thread.isShutdown()) {
      thread.execute(connection::close);
      thread.shutdown();
    }
  }

  /**
   * The same although its call hangs: cuts the connection, or else waits for the call's end. Who
   * waits for an answer waits no longer.
   */
  void abandon() {
    end();
    connection.cut();
    HypervisorException givenUp = new HypervisorException("the call to libvirt was given up");
    waiting.values().forEach(answer -> answer.completeExceptionally(givenUp));
  }

  /** Whether its thread has ended. */
  boolean hasEnded() {
    return thread.isTerminated();
  }

  /** Waits for the end of its thread, for so long; whether it came. */
  boolean awaitEnd(long milliseconds) throws InterruptedException {
    return thread.awaitTermination(milliseconds, TimeUnit.MILLISECONDS);
  }
}
