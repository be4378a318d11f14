package org.camelometer.keystone.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.camelometer.http.OversizeException;
import org.camelometer.http.TimelyExchange;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, beside the exchange that carries its number: what it asks for, exactly as
 * it stands, and what came back. For one thread, which Camel calls back in.
 */
final class Call {
  private final Request request;
  private final Duration timeout;
  private final int largest;
  private @Nullable Answer answer;

  /**
   * Prepares a call.
   *
   * @param largest the most bytes of an answer that are read
   */
  Call(Request request, Duration timeout, int largest) {
    this.request = request;
    this.timeout = timeout;
    this.largest = largest;
  }

  /** What came back; null if nothing did. */
  @Nullable Answer answer() {
    return answer;
  }

  /** Makes it, and leaves nothing of the answer to the exchange but its status. */
  ClassicHttpResponse make(ExecChain.Scope scope, ExecChain chain) throws IOException {
    return new TimelyExchange(server(), timeout).with(scope, late -> talk(scope, chain));
  }

  private ClassicHttpResponse talk(ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response = chain.proceed(http(), scope);
    answer = new Answer(response.getCode(), headers(response), body(response, scope));
    response.setEntity(null);
    response.setHeaders();
    return response;
  }

  private ClassicHttpRequest http() {
    ClassicHttpRequest http = new BasicClassicHttpRequest(request.method(), request.url());
    request.headers().forEach(http::addHeader);
    request
        .body()
        .ifPresent(json -> http.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON)));
    return http;
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(
          header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
    }
    return headers;
  }

  private byte[] body(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream content = entity.getContent()) {
      byte[] body = content.readNBytes(largest);
      if (content.read() >= 0) {
        scope.execRuntime.discardEndpoint(); // the rest may be endless
        throw new OversizeException("the answer has more than %d bytes".formatted(largest));
      }
      return body;
    }
  }

  private String server() {
    return "%s://%s".formatted(request.url().getScheme(), request.url().getAuthority());
  }
}
