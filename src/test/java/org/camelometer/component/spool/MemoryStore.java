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
    private TreeMap<Long, Spooled> queue = new TreeMap<>();
    private TreeMap<Long, Spooled> apart = new TreeMap<>();
    private volatile Content content = Content.NONE;
    private long last;
    private long revision;
    int commits;
    @Nullable StoreException failure;
    long room = Long.MAX_VALUE;
    Runnable beforeCommit = () -> {};

    /** As they were committed last. */
    Totals totals() {
      return content.totals();
    }
  }

  private final Disk disk;
  private TreeMap<Long, Spooled> queue;
  private TreeMap<Long, Spooled> apart;
  private Content content;
  private long last;
  private Span span;

  MemoryStore(Disk disk) {
    this.disk = disk;
    this.queue = new TreeMap<>(disk.queue);
    this.apart = new TreeMap<>(disk.apart);
    this.content = disk.content;
    this.last = disk.last;
    this.span = reach();
  }

  @Override
  public long append(Entry entry, long now) throws StoreException {
    check();
    queue.put(++last, new Spooled(last, now, 0, entry, null));
    content = content.accepted(entry.size(), entry.units());
    return last;
  }

  private void check() throws StoreException {
    StoreException failure = disk.failure;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void remove(long id, long refused) {
    Spooled gone = queue.remove(id);
    if (gone != null) {
      content = content.delivered(gone.entry().size(), gone.entry().units(), refused);
    }
  }

  @Override
  public void attempted(long id, int attempts) {
    queue.computeIfPresent(
        id, (i, old) -> new Spooled(old.id(), old.since(), attempts, old.entry(), null));
  }

  @Override
  public void quarantine(long id, String reason, long now) {
    Spooled gone = queue.remove(id);
    if (gone != null) {
      apart.put(id, new Spooled(id, gone.since(), gone.attempts(), gone.entry(), reason));
      content = content.setApart(gone.entry().size(), gone.entry().units());
    }
  }

  @Override
  public int retryOldest(int count) {
    int done = 0;
    while (done < count && !apart.isEmpty()) {
      Spooled back = apart.pollFirstEntry().getValue();
      queue.put(++last, new Spooled(last, back.since(), 0, back.entry(), null));
      content = content.retried(back.entry().size(), back.entry().units());
      done++;
    }
    return done;
  }

  @Override
  public void trimQuarantine(long bytes) {
    while (content.apart().bytes() > bytes) {
      Entry gone = apart.pollFirstEntry().getValue().entry();
      content = content.forgotten(gone.size(), gone.units());
    }
  }

  @Override
  public long dropOldest(long bytes, long after) {
    long highest = after;
    long left = bytes;
    Map.Entry<Long, Spooled> oldest = queue.higherEntry(after);
    while (left > 0 && oldest != null) {
      highest = oldest.getKey();
      queue.remove(highest);
      Entry entry = oldest.getValue().entry();
      content = content.dropped(entry.size(), entry.units());
      left -= entry.size();
      oldest = queue.higherEntry(after);
    }
    return highest;
  }

  @Override
  public void turnedAway(long units) {
    content = content.turnedAway(units);
  }

  @Override
  public void commit() throws StoreException {
    disk.beforeCommit.run();
    check();
    if (content.queue().bytes() > Math.max(disk.room, disk.content.queue().bytes() - 1)) {
      throw new StoreException(StoreException.Cause.FULL, "the disk is full");
    }
    disk.commits++;
    disk.revision += content.equals(disk.content) ? 0 : 1;
    disk.queue = new TreeMap<>(queue);
    disk.apart = new TreeMap<>(apart);
    disk.content = content;
    disk.last = last;
    span = reach();
  }

  private Span reach() {
    return queue.isEmpty()
        ? new Span(last + 1, 0, last)
        : new Span(queue.firstKey(), queue.firstEntry().getValue().since(), last);
  }

  @Override
  public void rollback() {
    queue = new TreeMap<>(disk.queue);
    apart = new TreeMap<>(disk.apart);
    content = disk.content;
    last = disk.last;
  }

  @Override
  public boolean refresh() {
    return false;
  }

  @Override
  public void tidy() {}

  @Override
  public List<Spooled> page(long after, int count, long bytes) {
    List<Spooled> page = new ArrayList<>();
    long read = 0;
    for (Spooled message : queue.tailMap(after, false).values()) {
      if (page.size() < count && read < bytes) {
        page.add(message);
        read += message.entry().size();
      }
    }
    return page;
  }

  @Override
  public Content content() {
    return content;
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public long revision() {
    return disk.revision;
  }

  @Override
  public void close() {}
}
