package org.camelometer.openstack.dynamic.request;

/**
 * What an API answered.
 *
 * @param status of HTTP
 * @param body as text
 */
public record Answer(int status, String body) {
  private static final int OK = 200;
  private static final int REDIRECT = 300;

  /** Whether the body is what was asked for. */
  public boolean isGood() {
    return status >= OK && status < REDIRECT;
  }
}
