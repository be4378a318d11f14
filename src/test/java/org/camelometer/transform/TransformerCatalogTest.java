package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.TransformerDefinition;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class TransformerCatalogTest {
  private static final Position PLACE = new Position("p.yaml", 6, 16);
  private final Problems problems = new Problems();

  @Test
  void knowsTheSixTransformersOfCeilometer() {
    assertThat(new TransformerCatalog().names())
        .containsExactlyInAnyOrder(
            "accumulator",
            "aggregator",
            "arithmetic",
            "delta",
            "rate_of_change",
            "unit_conversion");
  }

  @Test
  void leavesOutWhatCannotBeMade() {
    String yaml =
        """
              - {name: nope, parameters: }
              - {name: accumulator, parameters: {size: x}}
              - {name: delta, parameters: }
        """;
    TransformerChain chain = Transformers.chain(yaml, new Transformers.SetClock(), false, problems);
    assertThat(chain.steps()).extracting(Step::name).containsExactly("delta");
    assertThat(chain.steps()).extracting(Step::number).containsExactly(0);
    assertThat(problems.list()).hasSize(2);
  }

  @Test
  void saysWhichExtensionIsBroken() {
    assertThat(chain(new TransformerCatalog(List.of(new Broken()))).steps()).isEmpty();
    assertThat(problems.list())
        .containsExactly(
            Problem.error(
                PLACE,
                "transformer 'mine' of sink 'k' can't be made:"
                    + " java.lang.IllegalStateException: no licence"));
  }

  @Test
  void keepsTheFirstOfTwoWithOneName() {
    TransformerCatalog catalog = new TransformerCatalog(List.of(new Passing(), new Broken()));
    assertThat(chain(catalog).steps()).extracting(Step::name).containsExactly("mine");
    assertThat(problems.list()).isEmpty();
  }

  private TransformerChain chain(TransformerCatalog catalog) {
    TransformerDefinition mine = new TransformerDefinition("mine", Optional.empty(), PLACE);
    SinkDefinition sink = new SinkDefinition("k", List.of(mine), List.of(), PLACE);
    TransformerContext context =
        new TransformerContext(new Transformers.SetClock(), Transformers.FORGET_AFTER, "ours");
    return catalog.chain(sink, context, false, problems);
  }

  /** Of a jar in lib/ that lacks something. */
  private static final class Broken implements TransformerFactory {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public Transformer create(Parameters parameters, TransformerContext context) {
      throw new IllegalStateException("no licence");
    }
  }

  /** Of a jar in lib/ that works. */
  private static final class Passing implements TransformerFactory, Transformer {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public Transformer create(Parameters parameters, TransformerContext context) {
      return this;
    }

    @Override
    public Sample handle(Sample sample) {
      return sample;
    }

    @Override
    public Optional<MeterShape> describe(MeterShape in) {
      return Optional.of(in);
    }
  }
}
