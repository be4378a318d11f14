package org.camelometer.runtime;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.Recorded;
import org.camelometer.publish.http.HttpPeer;

/**
 * An OpenStack on one port: Keystone, Glance and Cinder answer what real ones did, each below the
 * port that it had as the first part of its path.
 */
final class CloudPeer implements AutoCloseable {
  private final HttpPeer peer = HttpPeer.plain();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private volatile String token = "one";

  CloudPeer() {
    answers.put("/9292/v2/images", Recorded.answer("glance-images-ceilometer"));
    answers.put(
        "/8776/v3/130e68d438bf47809e213fe6e7cafacc/volumes/detail",
        Recorded.answer("cinder-volumes-detail-mv"));
    peer.answer(this::answer);
  }

  /** Lets a path be answered so. */
  CloudPeer answer(String path, int status, String json) {
    answers.put(path, Recorded.json(status, json));
    return this;
  }

  /** Tokens that were given until now are taken no more. */
  void forgetTokens() {
    token = "two";
  }

  /** A folder's settings by which an agent enters this cloud. */
  ConfigurationFolder enter(ConfigurationFolder folder) {
    return folder
        .set("camelometer.namespaces", "central")
        .set("camelometer.keystone.auth-url", "http://127.0.0.1:%d/5000".formatted(peer.port()))
        .set("camelometer.keystone.username", "ceilometer")
        .set("camelometer.keystone.user-domain-name", "Default")
        .set("camelometer.keystone.password", "s3cret")
        .set("camelometer.keystone.project-name", "service")
        .set("camelometer.keystone.project-domain-name", "Default");
  }

  /** How often a path was asked for. */
  long asked(String path) {
    return peer.requests().stream()
        .filter(r -> URI.create(r.target()).getPath().equals(path))
        .count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI url = exchange.getRequestURI();
    if (url.getPath().equals("/5000/v3/auth/tokens")) {
      Answer given = Recorded.answer("keystone-token-ceilometer");
      exchange.getResponseHeaders().set("X-Subject-Token", token);
      String here = "http://127.0.0.1:%d/$1".formatted(peer.port());
      HttpPeer.respond(
          exchange, given.status(), given.text().replaceAll("http://127\\.0\\.0\\.1:(\\d+)", here));
      return;
    }
    if (!token.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))) {
      HttpPeer.respond(exchange, 401, "");
      return;
    }
    Answer answer = answers.getOrDefault(url.getPath(), Recorded.json(404, ""));
    boolean isLaterPage = String.valueOf(url.getQuery()).contains("marker=");
    HttpPeer.respond(
        exchange,
        answer.status(),
        isLaterPage ? "{\"images\": [], \"volumes\": []}" : answer.text());
  }

  @Override
  public void close() {
    peer.close();
  }
}
