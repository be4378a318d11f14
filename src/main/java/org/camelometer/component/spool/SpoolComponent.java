package org.camelometer.component.spool;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** The component {@code spool:}, a durable {@code seda:}. Starting it opens no file. */
@Component("spool")
public final class SpoolComponent extends DefaultComponent {
  /** Routes that go on behind a spool may block, for instance for room in another one. */
  private static final int CONTINUATIONS = 16;

  private @Nullable ExecutorService continuations;
  private volatile @Nullable Spools spools;

  @Metadata(
      defaultValue = "spool",
      description = "The folder of the files of endpoints that don't name one themselves.")
  private String directory = "spool";

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    if (!remaining.matches("[\\w.-]{1,200}")) {
      throw new IllegalArgumentException(
          "the name of a spool becomes that of a file: letters, digits, '_', '-' and '.', and '%s'"
                  .formatted(remaining)
              + " has others");
    }
    SpoolEndpoint endpoint = new SpoolEndpoint(uri, this);
    endpoint.setName(remaining);
    endpoint.setDirectory(directory);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /**
   * Those that are open.
   *
   * @throws IllegalStateException before the start
   */
  Spools spools() {
    Spools known = spools;
    if (known == null) {
      throw new IllegalStateException("the component spool is not started");
    }
    return known;
  }

  public String getDirectory() {
    return directory;
  }

  public void setDirectory(String directory) {
    this.directory = directory;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ThreadPoolProfile profile = new ThreadPoolProfile("spool");
    profile.setPoolSize(CONTINUATIONS);
    profile.setMaxPoolSize(CONTINUATIONS);
    profile.setMaxQueueSize(-1); // what it refused would have to run in the thread that writes
    profile.setAllowCoreThreadTimeOut(true);
    continuations =
        getCamelContext().getExecutorServiceManager().newThreadPool(this, "SpoolWritten", profile);
    spools = new Spools(Clock.systemUTC(), continuations);
  }

  @Override
  protected void doStop() throws Exception {
    if (continuations != null) {
      getCamelContext().getExecutorServiceManager().shutdownGraceful(continuations);
    }
    super.doStop();
  }
}
