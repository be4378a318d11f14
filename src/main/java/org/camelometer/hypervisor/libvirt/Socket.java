package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a connection to a local libvirt. A call that hangs in libvirt's library can't be
 * interrupted, but ends with an error once its socket is shut down. For any number of threads.
 */
final class Socket {
  private static final int UNIX = 1;
  private static final int BOTH_WAYS = 2;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final ReentrantLock SEARCH = new ReentrantLock();

  private @Nullable Descriptor descriptor;

  /**
   * An open file of this process.
   *
   * @param number given to another file once this one is closed
   * @param name given to no other
   */
  private record Descriptor(int number, String name) {
    boolean isOpen() {
      return name.equals(nameOf(number));
    }
  }

  private Socket(@Nullable Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** Begins to watch for the socket of the connection that this thread opens next. */
  static Search search() {
    return new Search();
  }

  /** Shuts it down; false if it isn't known, as that of a remote libvirt. */
  synchronized boolean shutDown() {
    return descriptor != null
        && descriptor.isOpen()
        && LibC.CALLS.shutdown(descriptor.number(), BOTH_WAYS) == 0;
  }

  /** Forgets it, since its number may soon be another's. */
  synchronized void forget() {
    descriptor = null;
  }

  /**
   * One search. Only one goes on at a time, so that a new socket is that of the connection; who
   * can't have its turn within a second finds none.
   */
  static final class Search implements AutoCloseable {
    private final boolean alone;
    private final Set<Descriptor> before;

    private Search() {
      alone = lock();
      before = alone ? libvirtSockets() : Set.of();
    }

    /** The socket that wasn't there before; none where it isn't clear which that is. */
    Socket found() {
      Set<Descriptor> opened = alone ? libvirtSockets() : new HashSet<>();
      opened.removeAll(before);
      return new Socket(opened.size() == 1 ? opened.iterator().next() : null);
    }

    @Override
    public void close() {
      if (alone) {
        SEARCH.unlock();
      }
    }

    private static boolean lock() {
      try {
        return SEARCH.tryLock(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** Descriptors of this process that are connected to a socket of libvirt's. */
  private static Set<Descriptor> libvirtSockets() {
    Set<Descriptor> sockets = new HashSet<>();
    String[] descriptors = DESCRIPTORS.toFile().list();
    for (String number : descriptors == null ? new String[0] : descriptors) {
      int descriptor = Integer.parseInt(number);
      if (isLibvirts(descriptor)) {
        sockets.add(new Descriptor(descriptor, nameOf(descriptor)));
      }
    }
    return sockets;
  }

  /** Such as {@code socket:[4711]}; empty if it is closed. */
  private static String nameOf(int descriptor) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(descriptor))).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Sockets of libvirt's daemons are called libvirt-sock, virtqemud-sock and the like. */
  private static boolean isLibvirts(int descriptor) {
    byte[] address = new byte[110];
    IntByReference length = new IntByReference(address.length);
    if (LibC.CALLS.getpeername(descriptor, address, length) != 0
        || Byte.toUnsignedInt(address[0]) + Byte.toUnsignedInt(address[1]) != UNIX) {
      return false;
    }
    String path = new String(address, 2, address.length - 2, StandardCharsets.UTF_8);
    return path.contains("virt");
  }

  private interface LibC extends Library {
    LibC CALLS = Native.load("c", LibC.class);

    int getpeername(int descriptor, byte[] address, IntByReference length);

    int shutdown(int descriptor, int how);
  }
}
