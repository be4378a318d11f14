package org.camelometer.publish;

import java.nio.file.Path;
import java.time.Clock;
import org.camelometer.definition.Settings;

/**
 * What publishers may know of the agent.
 *
 * @param host {@code camelometer.host}
 * @param secret {@code camelometer.telemetry-secret}; empty = messages are not signed
 * @param settings everything else that users set
 * @param clock the time of day
 * @param notifyBatchSize {@code camelometer.polling.notify-batch-size}
 * @param directory the configuration folder, for files that a URL names
 */
public record PublisherContext(
    String host,
    String secret,
    Settings settings,
    Clock clock,
    int notifyBatchSize,
    Path directory) {}
