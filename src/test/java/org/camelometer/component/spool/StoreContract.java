package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class StoreContract {
  private static final long NOW = 1_700_000_000_000L;
  private static final int MUCH = 1 << 20;

  private Store store;

  /** Opens the store; a second time, what is left of it once the first one was closed. */
  abstract Store open() throws Exception;

  @BeforeEach
  void make() throws Exception {
    store = open();
  }

  @AfterEach
  void release() {
    store.close();
  }

  @Test
  void isEmptyAtFirst() throws Exception {
    assertThat(store.page(0, 10, MUCH)).isEmpty();
    assertThat(store.content()).isEqualTo(Content.NONE);
    assertThat(store.span()).isEqualTo(Span.NONE);
  }

  @Test
  void givesMessagesInTheOrderInWhichTheyCame() throws Exception {
    long first = append("one");
    long second = append("two");
    store.commit();
    assertThat(second).isGreaterThan(first);
    assertThat(texts(store.page(0, 10, MUCH))).containsExactly("one", "two");
    assertThat(texts(store.page(first, 10, MUCH))).containsExactly("two");
    assertThat(store.span()).isEqualTo(new Span(first, NOW, second));
  }

  @Test
  void givesWholeMessagesUpToTheCountAndTheBytesThatAreAskedFor() throws Exception {
    for (int i = 0; i < 5; i++) {
      append("message " + i);
    }
    assertThat(store.page(0, 2, MUCH)).hasSize(2);
    assertThat(store.page(0, 5, 1)).as("one at least").hasSize(1);
  }

  @Test
  void keepsWhatAMessageHas() throws Exception {
    Map<String, Object> headers = Map.of("a", "ü", "b", true, "i", 1, "l", 2L, "d", 0.5);
    long id = store.append(Entry.of(new byte[] {0, -1}, headers, 7), NOW);
    store.attempted(id, 3);
    store.commit();
    Spooled message = store.page(0, 1, MUCH).get(0);
    assertThat(message.id()).isEqualTo(id);
    assertThat(message.since()).isEqualTo(NOW);
    assertThat(message.attempts()).isEqualTo(3);
    assertThat(message.entry().body()).containsExactly(0, -1);
    assertThat(message.entry().headers()).isEqualTo(headers);
    assertThat(message.entry().units()).isEqualTo(7);
  }

  @Test
  void countsWhatItHasAndWhatBecameOfTheRest() throws Exception {
    long one = append("one");
    long two = append("two");
    long three = append("three");
    append("four");
    store.remove(one, 0);
    store.remove(one, 0);
    store.quarantine(two, "unreadable", NOW);
    store.quarantine(two, "unreadable", NOW);
    assertThat(store.dropOldest(1, 0)).isEqualTo(three);
    store.commit();
    Totals totals = store.content().totals();
    assertThat(totals).isEqualTo(new Totals(4, 1, 0, 1, 1, 0, 0));
    assertThat(totals.pending()).isEqualTo(1);
    assertThat(store.content().queue()).isEqualTo(share("four"));
    assertThat(store.content().apart()).isEqualTo(share("two"));
    assertThat(texts(store.page(0, 10, MUCH))).containsExactly("four");
  }

  @Test
  void dropsAsManyOfTheOldestAsNeededButNoneThatIsClaimed() throws Exception {
    long one = append("one");
    append("two");
    long three = append("tri");
    append("for");
    assertThat(store.dropOldest(entry("two").size() + 1, one)).isEqualTo(three);
    assertThat(texts(store.page(0, 10, MUCH))).containsExactly("one", "for");
    assertThat(store.dropOldest(MUCH, one)).isGreaterThan(three);
    assertThat(store.dropOldest(MUCH, one)).as("none is left").isEqualTo(one);
  }

  @Test
  void forgetsWhatIsTakenBack() throws Exception {
    long one = append("one");
    store.commit();
    append("two");
    store.remove(one, 0);
    store.rollback();
    assertThat(texts(store.page(0, 10, MUCH))).containsExactly("one");
    assertThat(store.content().queue()).isEqualTo(share("one"));
    assertThat(store.content().totals()).isEqualTo(new Totals(1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void keepsWhatWasCommittedAndNothingElse() throws Exception {
    append("one");
    store.commit();
    append("two");
    store.close();
    store = open();
    assertThat(texts(store.page(0, 10, MUCH))).containsExactly("one");
    assertThat(store.content().totals()).isEqualTo(new Totals(1, 0, 0, 0, 0, 0, 0));
    assertThat(store.content().queue()).isEqualTo(share("one"));
    assertThat(store.revision()).isEqualTo(1);
  }

  @Test
  void countsUnitsThatARouteRefusedButNoMoreThanThereAre() throws Exception {
    long one = store.append(Entry.of(new byte[1], Map.of(), 10), NOW);
    long two = store.append(Entry.of(new byte[1], Map.of(), 10), NOW);
    store.remove(one, 3);
    store.remove(two, 30);
    store.commit();
    assertThat(store.content().totals()).isEqualTo(new Totals(20, 7, 13, 0, 0, 0, 0));
  }

  @Test
  void countsWhatWasTurnedAwayBesideWhatItTook() throws Exception {
    append("one");
    store.turnedAway(4);
    store.commit();
    store.turnedAway(3);
    store.rollback();
    store.close();
    store = open();
    store.turnedAway(5);
    store.commit();
    assertThat(store.content().totals()).isEqualTo(new Totals(1, 0, 0, 0, 0, 0, 9));
    assertThat(store.content().totals().pending()).isEqualTo(1);
    assertThat(store.revision()).isEqualTo(2);
  }

  @Test
  void putsWhatWasSetApartAtTheEndAsNew() throws Exception {
    long bad = append("bad");
    store.attempted(bad, 5);
    store.quarantine(bad, "unreadable", NOW);
    long good = append("good");
    store.commit();
    assertThat(store.retryOldest(10)).isEqualTo(1);
    store.commit();
    List<Spooled> page = store.page(0, 10, MUCH);
    assertThat(texts(page)).containsExactly("good", "bad");
    assertThat(page.get(1).id()).isGreaterThan(good);
    assertThat(page.get(1).attempts()).isZero();
    assertThat(store.content().totals()).isEqualTo(new Totals(2, 0, 0, 0, 0, 0, 0));
    assertThat(store.content().apart()).isEqualTo(Content.Share.NONE);
    assertThat(store.span().newest()).isEqualTo(page.get(1).id());
  }

  @Test
  void forgetsTheOldestThatWereSetApartForTheNewest() throws Exception {
    for (String text : List.of("one", "two", "tri")) {
      store.quarantine(append(text), "unreadable", NOW);
    }
    store.trimQuarantine(2 * entry("one").size());
    store.commit();
    assertThat(store.content().apart().count()).isEqualTo(2);
    assertThat(store.content().totals().quarantined()).isEqualTo(3);
    assertThat(store.retryOldest(10)).isEqualTo(2);
    assertThat(texts(store.page(0, 10, MUCH))).containsExactly("two", "tri");
  }

  @Test
  void neverUsesANumberAgain() throws Exception {
    long one = append("one");
    store.remove(one, 0);
    store.commit();
    store.close();
    store = open();
    assertThat(append("two")).isGreaterThan(one);
  }

  private long append(String text) throws StoreException {
    return store.append(entry(text), NOW);
  }

  private static Content.Share share(String text) {
    return new Content.Share(1, entry(text).size(), 1);
  }

  static Entry entry(String text) {
    return Entry.of(text.getBytes(StandardCharsets.UTF_8), Map.of(), 1);
  }

  static List<String> texts(List<Spooled> messages) {
    return messages.stream()
        .map(message -> new String(message.entry().body(), StandardCharsets.UTF_8))
        .toList();
  }
}
