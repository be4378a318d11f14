package org.camelometer.component.spool;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  @Override
  Store open() throws Exception {
    return SqliteStore.open(folder.resolve("s.spool"));
  }
}
