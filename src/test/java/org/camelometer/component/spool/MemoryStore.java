package org.camelometer.component.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store whose disk does what a test wants. */
final class MemoryStore implements Store {
  /** What outlives a store that is closed. */
  static final class Disk {
    private TreeMap<Long, Spooled> messages = new TreeMap<>();
    private Content content = new Content(0, 0, Totals.NONE);
    private long last;
    int commits;
    @Nullable StoreException failure;
    Runnable beforeCommit = () -> {};
  }

  private final Disk disk;
  private TreeMap<Long, Spooled> messages;
  private Content content;
  private long last;

  MemoryStore(Disk disk) {
    this.disk = disk;
    this.messages = new TreeMap<>(disk.messages);
    this.content = disk.content;
    this.last = disk.last;
  }

  @Override
  public long append(Entry entry, long now) throws StoreException {
    check();
    messages.put(++last, new Spooled(last, now, 0, entry));
    content = content.with(entry);
    return last;
  }

  private void check() throws StoreException {
    StoreException failure = disk.failure;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void remove(long id) {
    Spooled gone = messages.remove(id);
    if (gone != null) {
      Entry entry = gone.entry();
      content = content.without(entry.size(), content.totals().delivered(entry.units()));
    }
  }

  @Override
  public void attempted(long id, int attempts) {
    messages.computeIfPresent(
        id, (i, old) -> new Spooled(old.id(), old.since(), attempts, old.entry()));
  }

  @Override
  public void quarantine(long id, String reason, long now) {
    Spooled gone = messages.remove(id);
    if (gone != null) {
      Entry entry = gone.entry();
      content = content.without(entry.size(), content.totals().quarantined(entry.units()));
    }
  }

  @Override
  public long dropOldest(long bytes, long after) {
    long highest = after;
    long left = bytes;
    Map.Entry<Long, Spooled> oldest = messages.higherEntry(after);
    while (left > 0 && oldest != null) {
      highest = oldest.getKey();
      messages.remove(highest);
      Entry entry = oldest.getValue().entry();
      content = content.without(entry.size(), content.totals().dropped(entry.units()));
      left -= entry.size();
      oldest = messages.higherEntry(after);
    }
    return highest;
  }

  @Override
  public void commit() throws StoreException {
    disk.beforeCommit.run();
    check();
    disk.commits++;
    disk.messages = new TreeMap<>(messages);
    disk.content = content;
    disk.last = last;
  }

  @Override
  public void rollback() {
    messages = new TreeMap<>(disk.messages);
    content = disk.content;
  }

  @Override
  public List<Spooled> page(long after, int count, long bytes) {
    List<Spooled> page = new ArrayList<>();
    long read = 0;
    for (Spooled message : messages.tailMap(after, false).values()) {
      if (page.size() < count && read < bytes) {
        page.add(message);
        read += message.entry().size();
      }
    }
    return page;
  }

  @Override
  public long newest() {
    return messages.isEmpty() ? 0 : messages.lastKey();
  }

  @Override
  public Content content() {
    return content;
  }

  @Override
  public void close() {}
}
