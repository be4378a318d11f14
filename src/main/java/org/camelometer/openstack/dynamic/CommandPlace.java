package org.camelometer.openstack.dynamic;

import java.time.Duration;

/** This host, and its commands. */
record CommandPlace(HostCommands commands) implements Place {

  @Override
  public Location first(String text, boolean asWritten) {
    return new Location(text, asWritten, false);
  }

  @Override
  public Location next(Location first, String text) {
    return new Location(text, false, true);
  }

  @Override
  public String ask(Location location, Origin.Asking asking, Duration timeout)
      throws ReadingException {
    return commands.run(location.text(), location.asWritten(), timeout);
  }
}
