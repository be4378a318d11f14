package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.junit.jupiter.api.Test;

class RunCommandTest {

  @Test
  void tellsEachProblemOfAReloadAtItsOwnLevel() {
    MemoryLog log = MemoryLog.of(RunCommand.class.getName());
    RunCommand.tell(
        List.of(
            Problem.warning(new Position("f", 1, 2), "odd"),
            Problem.error(new Position("f", 3, 4), "wrong")));
    assertThat(log.levelled())
        .containsExactly("WARN f:1:2: warning: odd", "ERROR f:3:4: error: wrong");
  }
}
