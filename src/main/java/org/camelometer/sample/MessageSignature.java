package org.camelometer.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * Signs metering and event messages, and verifies them: HMAC-SHA256 over sorted names and values,
 * as Ceilometer does, with the text rules of Python 3. For any number of threads.
 */
public final class MessageSignature {
  private final boolean signing;
  private final ThreadLocal<SignatureStream> streams;

  /**
   * Takes the secret shared by all who send and receive.
   *
   * @param secret empty = messages carry an empty signature, and every one is taken for right
   */
  public MessageSignature(String secret) {
    signing = !secret.isEmpty();
    streams = ThreadLocal.withInitial(() -> new SignatureStream(secret));
  }

  /** The signature of a message, whose own {@code message_signature}, if any, doesn't count. */
  public String sign(Map<String, ?> message) {
    return signing ? streams.get().sign(message, PythonText.Dialect.BYTES) : "";
  }

  /** Whether a message was signed with this secret, by a sender on Python 3 or on Python 2. */
  public boolean verify(Map<String, ?> message) {
    if (!signing) {
      return true;
    }
    Object given = message.get(MeteringMessage.SIGNATURE);
    if (!(given instanceof String signature)) {
      return false;
    }
    byte[] bytes = signature.getBytes(StandardCharsets.UTF_8);
    return matches(message, bytes, PythonText.Dialect.BYTES)
        || matches(message, bytes, PythonText.Dialect.PYTHON2);
  }

  private boolean matches(Map<String, ?> message, byte[] given, PythonText.Dialect dialect) {
    String signature = streams.get().sign(message, dialect);
    return MessageDigest.isEqual(given, signature.getBytes(StandardCharsets.US_ASCII));
  }
}
