package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.FilterCases;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ReductionCases;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What morsels leave in one run can be taken over by another, as between processes.
class HandOverTest {
  private static final int LENGTH = 2 * Loop.MORSEL + 77;

  static Stream<EngineCase> cases() {
    return Stream.concat(
        new ReductionCases(1, LENGTH).all(),
        Stream.concat(
            Stream.of(new ReductionCases(1, LENGTH).together()), new FilterCases(LENGTH).all()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRunThatTookEverythingOverGivesTheSame(EngineCase each) {
    each.check(
        (program, inputs) ->
            new EngineRunner(new HandingOver(new Interpreter()), MorselOrder.ASCENDING)
                .run(program, inputs));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void remainsThatNoMorselCanLeaveAreRefused(int field) {
    Program program = new FilterCases(100).all().findFirst().orElseThrow().program();
    Loop loop = program.loops().getFirst();
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> slots =
          program.slots().stream()
              .map(Slot::arrayType)
              .map(type -> arena.allocate(type.byteSize() + 64, 64))
              .toList();
      LoopRun run = new LoopRun(program, loop, new Frame(slots));
      MemorySegment remains = arena.allocate((long) Long.BYTES * run.remainsLongs(), Long.BYTES);
      run.handOver(0, remains);
      run.takeOver(0, remains);
      remains.setAtIndex(ValueLayout.JAVA_LONG, field, 1_000);

      assertThatThrownBy(() -> run.takeOver(0, remains))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// An engine each of whose morsels runs in a run of its own.
  private record HandingOver(Engine engine) implements Engine {
    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public Kernel kernel(Loop loop) {
      Kernel kernel = engine.kernel(loop);
      return (run, morsel) -> {
        LoopRun other = run.another();
        kernel.run(other, morsel);
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment remains =
              arena.allocate((long) Long.BYTES * other.remainsLongs(), Long.BYTES);
          other.handOver(morsel.index(), remains);
          run.takeOver(morsel.index(), remains);
        }
        assertThat(run.remainsLongs()).isEqualTo(other.remainsLongs());
      };
    }
  }
}
