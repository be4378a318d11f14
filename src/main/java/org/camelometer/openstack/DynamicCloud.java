package org.camelometer.openstack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.Service;
import org.camelometer.keystone.session.SessionException;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Request;
import org.camelometer.poll.Deadline;

/**
 * The cloud as pollsters written in YAML ask it. Every request shows the agent's token, and so goes
 * to servers of the catalog alone, whatever a pollster or an answer says. For any number of
 * threads.
 */
final class DynamicCloud implements org.camelometer.openstack.dynamic.request.Cloud {
  private static final String SECRETS = "key-manager";

  private final Cloud cloud;

  DynamicCloud(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public List<String> endpoints(String serviceType) throws SessionException {
    return cloud.endpoints(serviceType).stream()
        .map(endpoint -> endpoint.url().toString())
        .toList();
  }

  @Override
  public Answer get(Request request) throws IOException {
    Service service = service(request).by(Deadline.in(request.timeout()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      service = service.with(header.getKey(), header.getValue());
    }
    var answer = service.fetch("");
    if (answer.body().length > request.mostBytes()) {
      throw new IOException(
          "%s answers with more than %d bytes; ask for smaller pages"
              .formatted(request.shown(), request.mostBytes()));
    }
    return new Answer(answer.status(), answer.text());
  }

  private Service service(Request request) throws IOException {
    URI url = request.uri();
    return cloud
        .serviceAt(url)
        .orElseThrow(
            () ->
                new IOException(
                    "%s isn't asked: the catalog has no service there, and nobody else must see the"
                            .formatted(request.shown())
                        + " agent's token"
                        + (request.followed()
                            ? "; if it is a service behind a proxy, let an operation of"
                                + " next_sample_url_attribute say so, such as"
                                + " | value.replace('%s://%s', 'the address in the catalog')"
                                    .formatted(url.getScheme(), url.getRawAuthority())
                            : "")));
  }

  @Override
  public String secret(String id) throws IOException {
    String path = "/secrets/%s/payload".formatted(URLEncoder.encode(id, StandardCharsets.UTF_8));
    return cloud
        .service(SECRETS)
        .orElseThrow(
            () ->
                new IOException(
                    "the catalog has no service '%s' (Barbican) to keep the secret %s"
                        .formatted(SECRETS, id)))
        .at("v1")
        .with("Accept", "text/plain")
        .fetch(path)
        .text();
  }
}
