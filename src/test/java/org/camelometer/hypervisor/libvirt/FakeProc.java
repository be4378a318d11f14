package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder like /proc, with processes like QEMU's. */
final class FakeProc {
  private final Path folder;

  FakeProc(Path folder) {
    this.folder = folder;
  }

  /** A process with this command line. */
  FakeProc process(int pid, String... line) {
    return write(pid + "/cmdline", String.join("\0", line) + "\0");
  }

  /** A process as libvirt starts it for a guest. */
  FakeProc qemu(int pid, String id, long run) {
    return process(
        pid,
        "/usr/bin/qemu-system-x86_64",
        "-name",
        "guest=one,debug-threads=on",
        "-object",
        "{\"file\":\"/var/lib/libvirt/qemu/domain-%d-one/master-key.aes\"}".formatted(run),
        "-uuid",
        id,
        "-no-user-config");
  }

  /** What the kernel counted for a process, or for a thread as in {@code 7/task/8}. */
  FakeProc stat(String of, String name, char state, long user, long system, long pages) {
    return write(
            of + "/stat",
            "7 (%s) %s 1 7 7 0 -1 4194560 9 0 1 0 %d %d 0 0 20 0 4 0 80 900000 %d 18446744 1 1 0\n"
                .formatted(name, state, user, system, pages))
        .write(of + "/comm", name + "\n");
  }

  FakeProc write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
