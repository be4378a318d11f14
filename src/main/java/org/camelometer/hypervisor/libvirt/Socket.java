package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The socket of a connection to a local libvirt. A call that hangs in libvirt's library can't be
 * interrupted, but ends with an error once its socket is shut down. For any number of threads.
 */
final class Socket {
  private static final int UNIX = 1;
  private static final int BOTH_WAYS = 2;
  private static final int NONE = -1;
  private static final ReentrantLock SEARCH = new ReentrantLock();
  private static final Set<Integer> OWNED = ConcurrentHashMap.newKeySet();

  private int descriptor;

  private Socket(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Begins to watch for the socket of the connection that this thread opens next. */
  static Search search() {
    return new Search();
  }

  /** Shuts it down; false if it isn't known, as that of a remote libvirt. */
  synchronized boolean shutDown() {
    return descriptor != NONE && LibC.CALLS.shutdown(descriptor, BOTH_WAYS) == 0;
  }

  /** Forgets it, since its number may soon be another's. */
  synchronized void forget() {
    OWNED.remove(descriptor);
    descriptor = NONE;
  }

  /**
   * One search. Only one goes on at a time, so that a new socket is that of the connection; who
   * can't have its turn within a second finds none.
   */
  static final class Search implements AutoCloseable {
    private final boolean alone;
    private final Set<Integer> before;

    private Search() {
      alone = lock();
      before = alone ? libvirtSockets() : Set.of();
    }

    /** The socket that is no other connection's. */
    Socket found() {
      if (!alone) {
        return new Socket(NONE);
      }
      Set<Integer> candidates = libvirtSockets();
      candidates.removeAll(OWNED);
      if (candidates.size() > 1) {
        // Another one is being closed at this moment; it was there before.
        candidates.removeAll(before);
      }
      if (candidates.size() != 1) {
        return new Socket(NONE);
      }
      int found = candidates.iterator().next();
      OWNED.add(found);
      return new Socket(found);
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
  private static Set<Integer> libvirtSockets() {
    Set<Integer> sockets = new HashSet<>();
    String[] descriptors = new File("/proc/self/fd").list();
    for (String name : descriptors == null ? new String[0] : descriptors) {
      int descriptor = Integer.parseInt(name);
      if (isLibvirts(descriptor)) {
        sockets.add(descriptor);
      }
    }
    return sockets;
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
