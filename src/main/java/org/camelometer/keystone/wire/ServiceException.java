package org.camelometer.keystone.wire;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service didn't do what it was asked. The message is a sentence that names the service, the
 * address without its query, what happened and what to do; no secret is in it.
 */
public class ServiceException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int QUOTED = 200;
  private static final int NOT_FOUND = 404;

  private final String service;
  private final int status;

  /** One without an answer. */
  public ServiceException(Request request, String fault, @Nullable Throwable cause) {
    this(request, 0, fault, cause);
  }

  /** One of an answer. */
  public ServiceException(Request request, Answer answer) {
    this(
        request,
        answer.status(),
        "answered %d%s%s".formatted(answer.status(), advice(answer.status()), quoted(answer)),
        null);
  }

  private ServiceException(Request request, int status, String fault, @Nullable Throwable cause) {
    super("%s: %s %s".formatted(request.service(), request, fault), cause);
    this.service = request.service();
    this.status = status;
  }

  /** A sentence that stands already. */
  protected ServiceException(ServiceException other) {
    super(other.getMessage(), other);
    this.service = other.service;
    this.status = other.status;
  }

  /** The type of the service. */
  public final String service() {
    return service;
  }

  /** The status of its answer; 0 if there was none. */
  public final int status() {
    return status;
  }

  /** Whether there is no such thing. */
  public final boolean isNotFound() {
    return status == NOT_FOUND;
  }

  private static String advice(int status) {
    return switch (status) {
      case 300, 301, 302, 303, 307, 308 ->
          ", which is not followed; mend the service's address in the catalog";
      case 401 -> " also to a new token; see whether the service and Keystone agree on tokens";
      case 403 -> "; give the agent's user a role that may read this";
      case 404 -> "; there is no such thing, or the service's address in the catalog is wrong";
      case 406 -> "; the service doesn't know the version that was asked for";
      case 429 -> "; it is asked too often";
      default -> "";
    };
  }

  /** What the service says itself, in one short line: it writes what it likes. */
  private static String quoted(Answer answer) {
    String line = said(answer).replaceAll("<[^>]*>", " ").replaceAll("[\\p{C}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > QUOTED ? line.substring(0, QUOTED) + "…" : line);
  }

  /** The message in the answer: of {@code {"error": {"message": …}}} and its like, or the whole. */
  private static String said(Answer answer) {
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      return "";
    }
    try {
      Object message = message(answer.json());
      return message instanceof String text ? text : "";
    } catch (IOException notJson) {
      return "";
    }
  }

  private static @Nullable Object message(Map<?, ?> body) {
    for (String key : new String[] {"message", "faultstring", "detail"}) {
      if (body.get(key) instanceof String text) {
        return text;
      }
    }
    for (Object value : body.values()) {
      if (value instanceof Map<?, ?> inner && inner.get("message") instanceof String text) {
        return text;
      }
      if (value instanceof String text) {
        return text;
      }
    }
    return null;
  }
}
