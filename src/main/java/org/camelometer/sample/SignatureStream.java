package org.camelometer.sample;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns a message into the stream of names and values that is signed, and that into the signature.
 * For one thread.
 */
final class SignatureStream {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int USUAL_SIZE = 4096;

  private final Mac mac;
  private byte[] bytes = new byte[USUAL_SIZE];
  private int length;

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
    length = 0;
    walk("", message, dialect);
    mac.update(bytes, 0, length);
    String signature = HexFormat.of().formatHex(mac.doFinal());
    if (bytes.length > 64 * USUAL_SIZE) {
      bytes = new byte[USUAL_SIZE]; // one giant must not stay in every thread
    }
    return signature;
  }

  private void walk(String prefix, Map<?, ?> map, PythonText.Dialect dialect) {
    for (String key : CodePointOrder.sortedKeys(map)) {
      Object value = map.get(key);
      if (value instanceof Map<?, ?> nested) {
        walk(prefix + key + ":", nested, dialect);
      } else if (!prefix.isEmpty() || !key.equals(MeteringMessage.SIGNATURE)) {
        put(prefix);
        put(key);
        putValue(value, dialect);
      }
    }
  }

  private void putValue(@Nullable Object value, PythonText.Dialect dialect) {
    put(PythonText.str(value, dialect));
  }

  private void put(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (length + utf8.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + utf8.length));
    }
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }
}
