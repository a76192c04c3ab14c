package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.program.Loop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelCacheTest {
  private static final int CLIENTS = 8;

  @Test
  void nothingIsReadyBeforeItWasAskedFor() {
    try (LlvmEngine engine = Engines.open()) {
      Loop loop = Loops.of("a + b");
      assertThat(engine.compilation(loop)).isEqualTo(new Compilation.Absent());
      assertThat(engine.statistics().kernels()).isZero();
    }
  }

  @Test
  void whatWasPreparedBecomesReady() {
    try (LlvmEngine engine = Engines.open()) {
      Loop loop = Loops.of("a + b");
      assertThat(engine.prepare(loop))
          .isInstanceOfAny(Compilation.Running.class, Compilation.Ready.class);
      Kernel unused = engine.kernel(loop); // waits
      assertThat(engine.compilation(loop))
          .isInstanceOfSatisfying(
              Compilation.Ready.class,
              ready ->
                  assertThat(ready.buildNanos()).isEqualTo(engine.statistics().compileNanos()));
    }
  }

  @Test
  void oneExpressionAtManySizesIsOneKernel() {
    try (LlvmEngine engine = Engines.open()) {
      for (int length : List.of(2, 9, 1_025, 40_000)) {
        EngineCase sized = new ExpressionCases(length, 2).evaluate("f64 * 2 + f64_0");
        sized.check(new NativeRunner(engine, MorselOrder.ASCENDING));
      }
      assertThat(engine.statistics().compilations()).isOne();
    }
  }

  @Test
  void kernelsBeyondTheBoundAreFreedTheLongestUnusedFirst() {
    try (LlvmEngine engine = Engines.open(Engines.settings(1, 3))) {
      IntStream.range(0, 10).forEach(number -> engine.kernel(Loops.numbered(number)));
      assertThat(engine.statistics().kernels()).isEqualTo(3);
      assertThat(engine.statistics().evictions()).isEqualTo(7);
      assertThat(engine.compilation(Loops.numbered(6))).isEqualTo(new Compilation.Absent());
      assertThat(engine.compilation(Loops.numbered(7))).isInstanceOf(Compilation.Ready.class);
    }
  }

  @Test
  void whatRunsAgainAndAgainIsNotFreedForOthers() {
    Loop constant = Loops.of("a - 2 * b");
    try (LlvmEngine engine = Engines.open(Engines.settings(1, 2))) {
      for (int number = 0; number < 10; number++) {
        Kernel first = engine.kernel(constant);
        assertThat(engine.kernel(constant)).isSameAs(first);
        Kernel unused = engine.kernel(Loops.numbered(number));
      }
      assertThat(engine.statistics().compilations()).isEqualTo(11);
    }
  }

  @Test
  void whatRanLatelyAndWasFreedIsBuiltAgain() {
    Loop loop = Loops.of("a - 2 * b");
    try (LlvmEngine engine = Engines.open(Engines.settings(1, 2))) {
      Kernel before = engine.kernel(loop);
      IntStream.range(0, 5).forEach(number -> engine.kernel(Loops.numbered(number)));
      assertThat(engine.kernel(loop)).isNotSameAs(before);
      assertThat(engine.statistics().compilations()).isEqualTo(7);
    }
  }

  @Test
  void codeFreedWhileAKernelWasHeldIsBuiltAgain() {
    EngineCase held = new ExpressionCases(1_025, 2).evaluate("f64 * 2 + 1");
    try (LlvmEngine engine = Engines.open(Engines.settings(1, 1))) {
      held.check(
          (program, inputs) ->
              new EngineRunner(new EvictingEngine(engine, Loops.of("a - b")), MorselOrder.ASCENDING)
                  .run(program, inputs));
      assertThat(engine.statistics().compilations()).isEqualTo(3);
    }
  }

  @Test
  void manyClientsOfOneExpressionCompileItOnce() throws Exception {
    try (LlvmEngine engine = Engines.open()) {
      EngineCase shared = new ExpressionCases(1_025, 2).evaluate("f64 * 3 + f64_0");
      concurrently(_ -> shared.check(new NativeRunner(engine, MorselOrder.SHUFFLED)));
      assertThat(engine.statistics().compilations()).isOne();
    }
  }

  @Test
  void manyClientsOfManyExpressionsAreAllServedByAFewKernels() throws Exception {
    ExpressionCases cases = new ExpressionCases(9, 2);
    try (LlvmEngine engine = Engines.open(Engines.settings(2, 4))) {
      concurrently(
          client ->
              IntStream.range(0, 60)
                  .mapToObj(round -> "f64 * " + (client + round) % 20 + ".25 + f64_0")
                  .map(cases::evaluate)
                  .forEach(each -> each.check(new NativeRunner(engine, MorselOrder.SHUFFLED))));
      assertThat(engine.statistics().kernels()).isLessThanOrEqualTo(4 + CLIENTS);
      assertThat(engine.statistics().evictions()).isPositive();
    }
  }

  private interface Client {
    void run(int number);
  }

  private static void concurrently(Client client) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Integer>> clients =
          IntStream.range(0, CLIENTS)
              .<Callable<Integer>>mapToObj(
                  number ->
                      () -> {
                        client.run(number);
                        return number;
                      })
              .toList();
      for (Future<Integer> future : threads.invokeAll(clients)) {
        assertThat(future.get()).isNotNegative();
      }
    }
  }
}
