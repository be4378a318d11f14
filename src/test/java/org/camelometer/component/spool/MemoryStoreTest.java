package org.camelometer.component.spool;

/** The stand-in keeps the promises of a store, or tests on it would show nothing. */
class MemoryStoreTest extends StoreContract {
  private final MemoryStore.Disk disk = new MemoryStore.Disk();

  @Override
  Store open() {
    return new MemoryStore(disk);
  }
}
