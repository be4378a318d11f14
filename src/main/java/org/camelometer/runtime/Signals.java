package org.camelometer.runtime;

import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Turns the signals of the system into requests, so that the main thread can answer in order. */
final class Signals {
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  /** What the system asks for. */
  enum Request {
    STOP,
    RELOAD
  }

  /** Listens from now on. */
  Signals() {
    on("TERM", Request.STOP);
    on("INT", Request.STOP);
    on("HUP", Request.RELOAD);
  }

  /** Waits for the next request. */
  Request await() throws InterruptedException {
    return requests.take();
  }

  /**
   * {@code sun.misc.Signal} is the only way to hear SIGHUP. It is called by reflection because the
   * compiler's warning about it can't be turned off for one class.
   */
  private void on(String signal, Request request) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  method.getName().equals("handle") ? ask(request) : method.hashCode());
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java can't listen to the signal " + signal, e);
    }
  }

  @SuppressWarnings("NullAway") // the result of a void method
  private Object ask(Request request) {
    requests.add(request);
    return null;
  }
}
