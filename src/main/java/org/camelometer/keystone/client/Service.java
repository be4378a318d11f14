package org.camelometer.keystone.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.camelometer.keystone.session.Endpoint;
import org.camelometer.keystone.session.Session;
import org.camelometer.keystone.session.Token;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.Request;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.Requester;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One service of a cloud. Every request shows the agent's token, and a new one when that isn't
 * taken. Immutable; for any number of threads; blocks, no longer than the limits and the deadline
 * allow for each request.
 */
public final class Service {
  private final Session session;
  private final Requester requester;
  private final String type;
  private final URI url;
  private final Map<String, String> headers;
  private final Deadline deadline;

  Service(Session session, Requester requester, Endpoint endpoint) {
    this(session, requester, endpoint.type(), endpoint.url(), Map.of(), Deadline.never());
  }

  private Service(
      Session session,
      Requester requester,
      String type,
      URI url,
      Map<String, String> headers,
      Deadline deadline) {
    this.session = session;
    this.requester = requester;
    this.type = type;
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.deadline = deadline;
  }

  /** Where it is. */
  public URI url() {
    return url;
  }

  /** A version of its API, such as {@code v2.0}, where catalogs may leave that out. */
  public Service at(String version) {
    URI versioned = new Endpoint(type, "", "", url).at(version);
    return new Service(session, requester, type, versioned, headers, deadline);
  }

  /** The same at another address of the service: that of another project's account, say. */
  public Service at(URI other) {
    return new Service(session, requester, type, other, headers, deadline);
  }

  /** The same with a header in every request, such as {@code OpenStack-API-Version}. */
  public Service with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Service(session, requester, type, url, all, deadline);
  }

  /** The same, with nothing sent after the deadline, and nothing waited for. */
  public Service by(Deadline end) {
    return new Service(session, requester, type, url, headers, end);
  }

  /**
   * One object.
   *
   * @param path from its slash, with its query; parts of it encoded as URLs have them
   * @throws ServiceException if there is no such object, or it can't be got
   */
  public Map<String, @Nullable Object> get(String path) throws ServiceException {
    Request request = request("GET", path);
    return json(request, success(request));
  }

  /**
   * An answer as it came, for those that aren't JSON.
   *
   * @throws ServiceException as {@link #get} does
   */
  public Answer fetch(String path) throws ServiceException {
    return success(request("GET", path));
  }

  /**
   * The headers of an answer alone, by their names in lower case.
   *
   * @throws ServiceException as {@link #get} does
   */
  public Map<String, String> head(String path) throws ServiceException {
    return success(request("HEAD", path)).headers();
  }

  /**
   * A list to its end.
   *
   * @param key what it is called in the answer, such as {@code volumes}
   * @throws ServiceException as {@link #each} does; what was read before is lost
   */
  public List<Map<String, @Nullable Object>> list(String path, String key, Paging paging)
      throws ServiceException {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    each(path, key, paging, all::add);
    return all;
  }

  /**
   * Each object of a list, page by page, to its end. Entries that aren't objects are left out; a
   * list that is null is empty.
   *
   * @param key what the list is called in the answer, such as {@code volumes}
   * @param taker has the objects of earlier pages when a page can't be got
   * @throws ServiceException if a page can't be got, has no such list, or is one too many
   */
  public void each(
      String path, String key, Paging paging, Consumer<Map<String, @Nullable Object>> taker)
      throws ServiceException {
    int mark = path.indexOf('?');
    String bare = mark < 0 ? path : path.substring(0, mark);
    Pages pages = new Pages(key, paging, mark < 0 ? "" : path.substring(mark + 1));
    Optional<String> query = Optional.of(pages.first());
    while (query.isPresent()) {
      Request request = request("GET", query.get().isEmpty() ? bare : bare + "?" + query.get());
      if (pages.asked() > requester.limits().pages()) {
        throw new ServiceException(
            request,
            "has more than %d pages; raise %s to have them"
                .formatted(requester.limits().pages(), RequestLimits.PAGES),
            null);
      }
      Map<String, @Nullable Object> page = json(request, success(request));
      List<Map<String, @Nullable Object>> entries = entries(request, page, key);
      entries.forEach(taker);
      query = pages.after(page, entries);
    }
  }

  private Request request(String method, String path) throws ServiceException {
    try {
      Request request = Request.of(type, method, new URI(url + path));
      for (Map.Entry<String, String> header : headers.entrySet()) {
        request = request.with(header.getKey(), header.getValue());
      }
      return request;
    } catch (URISyntaxException e) {
      throw new ServiceException(
          Request.of(type, method, url), "can't be asked: what follows it is no URL", null);
    }
  }

  private Answer success(Request request) throws ServiceException {
    Token token = session.token();
    Answer answer = requester.send(shown(request, token), deadline);
    if (answer.isUnauthorized()) {
      answer = requester.send(shown(request, session.renewed(token)), deadline);
    }
    if (!answer.isSuccess()) {
      throw new ServiceException(request, answer);
    }
    return answer;
  }

  private static Request shown(Request request, Token token) {
    return request.with("X-Auth-Token", token.id().value());
  }

  private static Map<String, @Nullable Object> json(Request request, Answer answer)
      throws ServiceException {
    try {
      return answer.json();
    } catch (IOException e) {
      throw new ServiceException(
          request,
          "answered something that is no JSON object; is it the service that the catalog says?",
          null);
    }
  }

  private static List<Map<String, @Nullable Object>> entries(
      Request request, Map<String, @Nullable Object> page, String key) throws ServiceException {
    Object list = page.get(key);
    if (list == null && page.containsKey(key)) {
      return List.of();
    }
    if (!(list instanceof List<?> values)) {
      throw new ServiceException(
          request,
          "answered without a list '%s'; is its version the right one?".formatted(key),
          null);
    }
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // JSON has no other keys
        Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
        entries.add(object);
      }
    }
    return entries;
  }
}
