package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.libvirt.LibvirtException;

class LibvirtLibraryTest {
  private final List<String> steps = new ArrayList<>();
  private LibvirtConnect connect;

  @BeforeEach
  void open() throws Exception {
    connect = TestDriver.open();
  }

  @AfterEach
  void release() throws Exception {
    connect.close();
  }

  @Test
  void goesOnTellingEventsAfterAFailureOnceItHasRested() {
    Iterator<String> events = List.of("told", "failed", "failed", "told", "told").iterator();
    assertThatThrownBy(
            () -> LibvirtLibrary.tellEvents(() -> tell(events.next()), () -> steps.add("rested")))
        .as("the end of the test's events")
        .isInstanceOf(NoSuchElementException.class);
    assertThat(steps)
        .containsExactly("told", "failed", "rested", "failed", "rested", "told", "told");
  }

  /** Only libvirt-java itself can make its exception. */
  private void tell(String event) throws LibvirtException {
    steps.add(event);
    if (event.equals("failed")) {
      connect.domainLookupByName("no such guest");
    }
  }
}
