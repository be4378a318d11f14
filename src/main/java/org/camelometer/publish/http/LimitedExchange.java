package org.camelometer.publish.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.camelometer.http.Calls;
import org.camelometer.http.TimelyExchange;
import org.camelometer.http.UnreachableException;

/**
 * One attempt to get an answer from a server: ends in time whatever the server does, tries again
 * where no connection came about, reads no more than the beginning of the answer, and tells in a
 * sentence what went wrong. For any number of threads.
 */
final class LimitedExchange implements ExecChainHandler {
  private final HttpAddress address;
  private final HttpLimits limits;
  private final Calls calls;
  private final String pathInCamel;

  LimitedExchange(HttpAddress address, HttpLimits limits, Calls calls) {
    this.address = address;
    this.limits = limits;
    this.calls = calls;
    this.pathInCamel = address.pathInCamel();
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException {
    return new TimelyExchange(address.toString(), limits.timeout(), calls)
        .with(
            scope,
            late -> {
              request.setPath(target(request.getPath()));
              ClassicHttpResponse response = connect(request, scope, chain, late);
              shorten(response, scope);
              return response;
            });
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
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, BooleanSupplier late)
      throws IOException, HttpException {
    for (int retries = 0; ; retries++) {
      try {
        return chain.proceed(ClassicRequestBuilder.copy(request).build(), scope);
      } catch (IOException e) {
        if (late.getAsBoolean()
            || retries >= limits.retries()
            || !UnreachableException.isOfConnection(e)) {
          throw e;
        }
      }
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
}
