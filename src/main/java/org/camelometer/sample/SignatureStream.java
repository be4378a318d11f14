package org.camelometer.sample;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a message into the stream of names and values that is signed, and that into the signature.
 * For one thread.
 */
final class SignatureStream {
  private static final String METADATA = "resource_metadata";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int USUAL_SIZE = 4096;

  private final Mac mac;
  private StringBuilder stream = new StringBuilder(USUAL_SIZE);

  SignatureStream(String secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /** The signature in lower-case hexadecimal. */
  String sign(Map<String, ?> message, PythonText.Dialect dialect) {
    mac.reset(); // a message that couldn't be walked through leaves nothing to the next
    stream.setLength(0);
    walk("", message, dialect);
    return HexFormat.of().formatHex(mac.doFinal(takeBytes()));
  }

  /** What was written since the last time. */
  private byte[] takeBytes() {
    byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
    if (stream.capacity() > USUAL_SIZE || bytes.length > stream.length()) {
      stream = new StringBuilder(USUAL_SIZE); // neither a giant nor wide signs stay in every thread
    } else {
      stream.setLength(0);
    }
    return bytes;
  }

  private void walk(String prefix, Map<?, ?> map, PythonText.Dialect dialect) {
    for (String key : CodePointOrder.sortedKeys(map)) {
      Object value = map.get(key);
      if (value instanceof Metadata metadata && isUsual(prefix, key, dialect)) {
        append(key + ":", metadata);
      } else if (value instanceof Map<?, ?> nested) {
        walk(prefix + key + ":", nested, dialect);
      } else if (!prefix.isEmpty() || !key.equals(MeteringMessage.SIGNATURE)) {
        stream.append(prefix).append(key);
        PythonText.str(value, dialect, stream);
      }
    }
  }

  private static boolean isUsual(String prefix, String key, PythonText.Dialect dialect) {
    return prefix.isEmpty() && key.equals(METADATA) && dialect == PythonText.Dialect.BYTES;
  }

  /** What a resource adds is the same in all messages, since it stands under one name in all. */
  private void append(String prefix, Metadata metadata) {
    mac.update(takeBytes());
    byte[] known = metadata.signed();
    if (known == null) {
      walk(prefix, metadata, PythonText.Dialect.BYTES);
      known = takeBytes();
      metadata.keepSigned(known);
    }
    mac.update(known);
  }
}
