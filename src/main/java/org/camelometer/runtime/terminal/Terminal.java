package org.camelometer.runtime.terminal;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What standard output is: a terminal of some height, or something else. */
public final class Terminal {
  private static final int STANDARD_OUTPUT = 1;

  /** Linux's ioctl that asks for the window size: rows and columns, two bytes each. */
  private static final NativeLong TIOCGWINSZ = new NativeLong(0x5413);

  private static final int DEFAULT_ROWS = 24;

  private final LibC libc = Native.load("c", LibC.class);

  /** The C library's view of a file descriptor. */
  interface LibC extends Library {
    int isatty(int descriptor);

    int ioctl(int descriptor, NativeLong request, byte[] argument);
  }

  /** Whether a person is likely to look at it. */
  public boolean isInteractive() {
    return libc.isatty(STANDARD_OUTPUT) == 1;
  }

  /** How many lines it shows. */
  int rows() {
    return size(0, DEFAULT_ROWS);
  }

  /** How many signs a line holds. */
  int columns() {
    return size(2, 80);
  }

  private int size(int at, int otherwise) {
    byte[] size = new byte[8];
    if (libc.ioctl(STANDARD_OUTPUT, TIOCGWINSZ, size) != 0) {
      return otherwise;
    }
    int value = ByteBuffer.wrap(size).order(ByteOrder.nativeOrder()).getShort(at);
    return value > 0 ? value : otherwise;
  }
}
