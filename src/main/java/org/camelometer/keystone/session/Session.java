package org.camelometer.keystone.session;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.Request;
import org.camelometer.keystone.wire.Requester;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's presence in a cloud: gets a token when one is first needed, another a little before
 * it ends, and another once services no longer take it. Whatever number of threads finds a token
 * refused, one new one is got for them; while one is got early, the others go on with the old. When
 * Keystone gives none it is left alone for half a minute, since a wrong password that is shown
 * again and again locks the user out. One for an agent; for any number of threads.
 */
public final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final String TYPE = "identity";

  private final Credentials credentials;
  private final Requester requester;
  private final Clock clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private final Set<String> absent = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Token token;
  private volatile @Nullable Failure failure;

  private record Failure(SessionException reason, Instant until) {}

  /** Prepares to enter the cloud. */
  public Session(Credentials credentials, Requester requester, Clock clock) {
    this.credentials = credentials;
    this.requester = requester;
    this.clock = clock;
  }

  /**
   * A token that services take, as far as one can know.
   *
   * @throws SessionException if Keystone gives none
   */
  public Token token() throws SessionException {
    Token current = token;
    Instant now = clock.instant();
    if (current == null || !now.isBefore(current.ends())) {
      return another(current);
    }
    if (now.isBefore(current.renewal()) || !renewing.tryLock()) {
      return current;
    }
    try {
      return current.equals(token) && !isPausing() ? replace() : current;
    } catch (SessionException stillGood) {
      return current;
    } finally {
      renewing.unlock();
    }
  }

  /**
   * A token in place of one that a service didn't take: the one that somebody else has got by now,
   * or a new one.
   *
   * @throws SessionException if Keystone gives none
   */
  public Token renewed(Token refused) throws SessionException {
    return another(refused);
  }

  /**
   * Where a service is: all its endpoints in the region, the one to ask first. What isn't there is
   * said once, and so is its coming.
   *
   * @param type such as {@code volumev3}, or another name of it
   * @throws SessionException if the catalog can't be known
   */
  public List<Endpoint> endpoints(String type) throws SessionException {
    List<Endpoint> found =
        token().catalog().of(type, credentials.region(), credentials.interfaces());
    if (found.isEmpty() && absent.add(type)) {
      LOG.warn(
          "The catalog has no service '{}'{} with an interface {}: its meters are left out",
          type,
          credentials.region().map(region -> " in region '" + region + "'").orElse(""),
          String.join(" or ", credentials.interfaces()));
    } else if (!found.isEmpty() && absent.remove(type)) {
      LOG.info("The catalog has the service '{}' now", type);
    }
    return found;
  }

  private Token another(@Nullable Token old) throws SessionException {
    renewing.lock();
    try {
      Token current = token;
      if (current != null && !current.equals(old) && clock.instant().isBefore(current.ends())) {
        return current;
      }
      Failure last = failure;
      if (last != null && isPausing()) {
        throw last.reason();
      }
      return replace();
    } finally {
      renewing.unlock();
    }
  }

  private boolean isPausing() {
    Failure last = failure;
    return last != null && clock.instant().isBefore(last.until());
  }

  private Token replace() throws SessionException {
    try {
      Token next = authenticate();
      token = next;
      if (failure != null) {
        LOG.info("Keystone gives tokens to {} again", credentials.login().shown());
      }
      failure = null;
      return next;
    } catch (ServiceException e) {
      SessionException reason = new SessionException(e);
      if (failure == null) {
        LOG.warn(
            "Keystone gives no token to {}, so that no OpenStack service can be asked: {}",
            credentials.login().shown(),
            reason.getMessage());
      }
      failure = new Failure(reason, clock.instant().plus(PAUSE));
      throw reason;
    }
  }

  private Token authenticate() throws ServiceException {
    URI url = URI.create(Endpoint.at(credentials.authUrl(), "v3") + "/auth/tokens");
    Request request = Request.post(TYPE, url, TokenRequest.json(credentials));
    Instant asked = clock.instant();
    Answer answer = requester.send(request, Deadline.never());
    if (!answer.isSuccess()) {
      throw refusal(request, answer);
    }
    try {
      return Token.of(answer, asked);
    } catch (IOException e) {
      throw new ServiceException(
          request, "is no Keystone: " + e.getMessage() + "; mend auth_url", e);
    }
  }

  private ServiceException refusal(Request request, Answer answer) {
    return switch (answer.status()) {
      case 401 ->
          new ServiceException(
              request,
              "answered 401 to %s; check the secret, the names and domains, and that there is a role"
                      .formatted(credentials.login().shown())
                  + " in the project, domain or system that was set",
              null);
      case 300, 404, 405 ->
          new ServiceException(
              request,
              "answered %d; mend auth_url, Keystone's v3 API isn't there"
                  .formatted(answer.status()),
              null);
      default -> new ServiceException(request, answer);
    };
  }
}
