package org.camelometer.openstack.dynamic;

import java.io.IOException;
import java.time.Duration;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Request;
import org.camelometer.openstack.dynamic.request.Requests;

/**
 * An API: one of a service of OpenStack's, or any other.
 *
 * @param base the service's URL; empty where pollsters write whole URLs
 * @param requests ask it
 */
record ApiPlace(String base, Requests requests) implements Place {
  /** Larger than any page should be; all of it is in memory at once. */
  private static final int MOST_BYTES = 16 << 20;

  @Override
  public Location first(String text, boolean asWritten) {
    String url = base.isEmpty() ? text : UrlJoin.join(UrlJoin.asFolder(base), text);
    return new Location(url, asWritten, false);
  }

  @Override
  public Location next(Location first, String text) throws ReadingException {
    if (UrlJoin.namesHost(text)) {
      checkServer(first, text);
      return new Location(text, false, true);
    }
    String from = base.isEmpty() ? first.text() : UrlJoin.asFolder(base);
    return new Location(UrlJoin.join(from, text), false, true);
  }

  /** An answer may name anybody's server, which is not to see our login. */
  private void checkServer(Location first, String next) throws ReadingException {
    String ours = UrlJoin.origin(first.text());
    String theirs = UrlJoin.origin(next);
    if (base.isEmpty() && !theirs.equals(ours)) {
      throw new ReadingException(
          "the next page is at %s, which must not see the login for %s; if it is the same server, let"
                  .formatted(theirs, ours)
              + " an operation say so, such as | value.replace('%s', '%s')"
                  .formatted(theirs, ours));
    }
  }

  @Override
  public String ask(Location location, Origin.Asking asking, Duration timeout)
      throws ReadingException {
    Request request =
        new Request(location.text(), asking.headers(), timeout, MOST_BYTES, location.followed());
    try {
      Answer answer = requests.get(request);
      if (!answer.isGood()) {
        throw new ReadingException(
            "%s answers with status %d".formatted(request.shown(), answer.status()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new ReadingException(String.valueOf(e.getMessage()));
    }
  }
}
