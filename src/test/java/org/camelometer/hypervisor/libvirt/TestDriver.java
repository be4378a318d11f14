package org.camelometer.hypervisor.libvirt;

/** libvirt's own test driver, for tests that need some connection. */
final class TestDriver {
  static final String URI = "test:///default";

  private TestDriver() {}

  static LibvirtConnection connection() {
    return new LibvirtConnection(new Reachability(URI, System::nanoTime), LibvirtLibrary.NAME);
  }

  static Worker worker() {
    return new Worker(connection(), "test-reader");
  }

  static Workers workers(int size) {
    return new Workers(size, TestDriver::worker);
  }

  static LibvirtConnect open() throws Exception {
    LibvirtLibrary.load(LibvirtLibrary.NAME);
    return LibvirtConnect.open(URI, true);
  }
}
