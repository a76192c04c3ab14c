package io.parallax.compute;

import static io.parallax.compute.testing.Service.array;
import static io.parallax.compute.testing.Service.failure;
import static io.parallax.compute.testing.Service.literal;
import static io.parallax.compute.testing.Service.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Distribution;
import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.testing.Service;
import io.parallax.compute.testing.Strategies;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Parser;
import io.parallax.memory.MappedFile;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.memory.testing.FileBlocks;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ComputeRunnerTest {
  private static final Service SERVICE = Service.start();

  @AfterEach
  void allMemoryIsGivenBack() {
    assertThat(SERVICE.budget().inUseBytes()).isZero();
    assertThat(SERVICE.budget().reservationCount()).isZero();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void evaluatesAnExpressionOverSentArrays() {
    try (Reservation reservation = SERVICE.budget().reserve(0)) {
      Map<String, Input> inputs = inputs();
      inputs.put("a", literal(reservation, 1, 2, 3));
      inputs.put("b", literal(reservation, 4, 5, 8));

      ComputeResult result =
          run(new Evaluate("(2*a + 3*b)/b", inputs, Options.DEFAULT), reservation);

      assertThat(doubles(array(result, "result"))).containsExactly(3.5, 3.8, 3.75);
      assertThat(result.arrays()).containsOnlyKeys("result");
      assertThat(result.matched()).isEmpty();
      assertThat(result.total()).isEmpty();
      assertThat(result.execution().morsels()).isEqualTo(1);
      assertThat(result.execution().peakBytes()).isEqualTo(3 * 64);
    }
  }

  @Test
  void generatesInputsOfManyMorselsWhole() {
    long count = 1_000_003;

    double sum = SERVICE.value("sum(x)", Map.of("x", range(count)));

    assertThat(sum).isEqualTo(count * (count - 1) / 2.0);
  }

  @Test
  void fillsGeneratorsWithTheSameBitsWhicheverStrategyRuns() {
    Map<String, Input> inputs = Map.of("x", uniform(7, 100_001));
    List<Double> sums =
        Strategies.names(SERVICE).stream()
            .map(
                name ->
                    SERVICE.answer(
                        new Evaluate("sum(x)", inputs, Strategies.asked(name)),
                        result -> array(result, "result").doubleAt(0)))
            .toList();

    assertThat(sums).hasSizeGreaterThanOrEqualTo(3).containsOnly(sums.getFirst());
    assertThat(sums.getFirst()).isBetween(49_000.0, 51_000.0);
  }

  @Test
  void numbersSentWithoutATypeAreWeakWhicheverStrategyRuns() {
    try (Reservation reservation = SERVICE.budget().reserve(0)) {
      Map<String, Input> inputs = inputs();
      inputs.put("x", range(50_000));
      for (String strategy : Strategies.names(SERVICE)) {
        for (double s : new double[] {0.1, 1e-3}) {
          inputs.put("s", number(reservation, s, Input.Typing.INFERRED));
          Evaluate weak = new Evaluate("s * float32(x)", inputs, Strategies.asked(strategy));
          Float product =
              SERVICE.answer(weak, result -> (float) array(result, "result").doubleAt(3));
          assertThat(product).as(strategy).isEqualTo((float) s * 3f);
          assertThat(SERVICE.<DataType>answer(weak, result -> array(result, "result").type()))
              .isEqualTo(DataType.FLOAT32);
        }
        inputs.put("s", number(reservation, 0.1, Input.Typing.DECLARED));
        assertThat(
                SERVICE.<DataType>answer(
                    new Evaluate("s * float32(x)", inputs, Strategies.asked(strategy)),
                    result -> array(result, "result").type()))
            .isEqualTo(DataType.FLOAT64);
      }
    }
  }

  private static Input number(Reservation reservation, double value, Input.Typing typing) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.SCALAR);
    reservation.grow(NDArray.chargedBytes(type));
    NDArray array = NDArray.allocate(type, reservation);
    array.setBitsAt(0, Double.doubleToRawLongBits(value));
    return new Input.Literal(array, typing);
  }

  @Test
  void takesAnyTextAsNameWhicheverStrategyRuns() {
    Map<String, Input> inputs = inputs();
    inputs.put("e\u0301 `2`", range(50_000));
    inputs.put("in", range(50_000));
    inputs.put("a\nb", range(50_000));

    for (String strategy : Strategies.names(SERVICE)) {
      Filter filter =
          new Filter(
              "(`\u00E9 ``2```+`in` < 5) & (`a\nb` >= 0)",
              inputs,
              Map.of(),
              Returned.VALUES,
              Strategies.asked(strategy));
      assertThat(
              SERVICE.<List<String>>answer(filter, result -> List.copyOf(result.arrays().keySet())))
          .as(strategy)
          .containsExactly("e\u0301 `2`", "in", "a\nb");
      assertThat(SERVICE.<Double>answer(filter, result -> array(result, "e\u0301 `2`").doubleAt(2)))
          .as(strategy)
          .isEqualTo(2.0);
    }
  }

  @Test
  void allocatesNoGeneratorThatNoExpressionMentions() {
    Map<String, Input> inputs = Map.of("x", range(10), "unused", range(200_000_000));

    long peak =
        SERVICE.answer(
            new Evaluate("sum(x)", inputs, Options.DEFAULT),
            result -> result.execution().peakBytes());

    assertThat(peak).isLessThan(1_000);
  }

  @Test
  void filtersValuesAndCountsWhatItKept() {
    Filter filter =
        new Filter(
            "x % 3 == 0",
            Map.of("x", range(100_000)),
            ordered("y", "x * 2", "z", "-x"),
            Returned.VALUES,
            Options.DEFAULT);

    ComputeResult kept =
        SERVICE.answer(
            filter,
            result -> {
              assertThat(result.arrays().keySet()).containsExactly("y", "z");
              assertThat(longs(array(result, "y")))
                  .isEqualTo(LongStream.range(0, 33_334).map(i -> i * 6).toArray());
              assertThat(array(result, "z").longAt(33_333)).isEqualTo(-99_999);
              return result;
            });

    assertThat(kept.matched()).hasValue(33_334);
    assertThat(kept.total()).hasValue(100_000);
  }

  @Test
  void filtersEveryArrayInputWhenNothingIsSelected() {
    Filter filter =
        new Filter(
            "a > 97",
            ordered("a", range(100), "b", uniform(1, 100)),
            Map.of(),
            Returned.VALUES,
            Options.DEFAULT);

    List<String> names = SERVICE.answer(filter, result -> List.copyOf(result.arrays().keySet()));

    assertThat(names).containsExactly("a", "b");
  }

  @Test
  void filtersIndices() {
    ComputeResult kept =
        SERVICE.answer(
            filter(Returned.INDICES),
            result -> {
              assertThat(longs(array(result, "indices"))).containsExactly(98, 99);
              return result;
            });

    assertThat(kept.matched()).hasValue(2);
    assertThat(kept.total()).hasValue(100);
  }

  @Test
  void filtersMask() {
    ComputeResult kept =
        SERVICE.answer(
            filter(Returned.MASK),
            result -> {
              NDArray mask = array(result, "mask");
              assertThat(mask.arrayType()).isEqualTo(new ArrayType(DataType.BOOL, Shape.of(100)));
              assertThat(LongStream.of(longs(mask)).sum()).isEqualTo(2);
              return result;
            });

    assertThat(kept.arrays()).containsOnlyKeys("mask");
    assertThat(kept.matched()).hasValue(2);
  }

  @Test
  void filtersCountWithoutHandingOutAnArray() {
    ComputeResult kept = SERVICE.answer(filter(Returned.COUNT), result -> result);

    assertThat(kept.arrays()).isEmpty();
    assertThat(kept.matched()).hasValue(2);
    assertThat(kept.total()).hasValue(100);
  }

  @Test
  void reducesWhereAPredicateHolds() {
    Reduce reduce =
        new Reduce(
            Map.of("x", range(100_000)),
            "x < 10",
            ordered("total", "sum(x)", "average", "mean(x)", "half", "median(x)"),
            Options.DEFAULT);

    SERVICE.answer(
        reduce,
        result -> {
          assertThat(result.arrays().keySet()).containsExactly("total", "average", "half");
          assertThat(array(result, "total").longAt(0)).isEqualTo(45);
          assertThat(array(result, "average").doubleAt(0)).isEqualTo(4.5);
          assertThat(array(result, "half").doubleAt(0)).isEqualTo(4.5);
          return result;
        });
  }

  @Test
  void definitionsMeanTheSameWhicheverStrategyRuns() {
    Map<String, Input> inputs = Map.of("x", uniform(1, 100_000), "k", range(100_000));
    Map<String, String> let = new LinkedHashMap<>();
    let.put("z", "(x - m) / d");
    let.put("m", "mean(x)");
    let.put("d", "std(x)");
    let.put("c", "2");
    let.put("q", "k // (k % 3)");
    Map<String, String> expressions = new LinkedHashMap<>();
    expressions.put("y", "z ** c + m");
    expressions.put("guarded", "sum(where(k % 3 != 0, q, c))");
    Map<String, String> written = new LinkedHashMap<>();
    written.put("y", "((x - mean(x)) / std(x)) ** 2 + mean(x)");
    written.put("guarded", "sum(where(k % 3 != 0, k // (k % 3), 2))");

    for (String strategy : Strategies.names(SERVICE)) {
      Options asked = Strategies.asked(strategy);
      try (Reservation reservation = SERVICE.budget().reserve(0)) {
        ComputeResult defined =
            SERVICE.run(new Evaluate(null, expressions, let, inputs, asked), reservation);
        ComputeResult plain =
            SERVICE.run(new Evaluate(null, written, Map.of(), inputs, asked), reservation);
        for (String name : written.keySet()) {
          assertThat(array(defined, name).segment().mismatch(array(plain, name).segment()))
              .as(strategy + " " + name)
              .isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void aReductionOfNothingInADefinitionIsMissingWhereItIsUsed() {
    Map<String, String> reductions = new LinkedHashMap<>();
    reductions.put("range", "max(x) - least");
    reductions.put("count", "sum(int64(x > 0))");
    reductions.put("greatest", "max(x)");
    Map<String, String> let = Map.of("least", "min(x)", "unused", "min(none)");
    Map<String, Input> inputs = Map.of("x", uniform(1, 20_000), "none", uniform(1, 0));

    Map<String, ComputeResult.Missing> missing =
        SERVICE.answer(
            new Reduce(let, inputs, "x > 9", reductions, Options.DEFAULT),
            result -> {
              assertThat(array(result, "count").longAt(0)).isZero();
              return result.missing();
            });

    assertThat(missing.keySet()).containsExactlyInAnyOrder("range", "greatest");
  }

  @Test
  void reductionsOfNothingAreMissingBesideTheOthersWhicheverStrategyRuns() {
    Map<String, Input> inputs = inputs();
    inputs.put("x", uniform(1, 3, 20_000));
    inputs.put("none", uniform(1, 0));
    Map<String, String> reductions = new LinkedHashMap<>();
    reductions.put("least", "min(x)");
    reductions.put("count", "sum(int64(x > 0))");
    reductions.put("position", "argmax(x, axis=1)");
    reductions.put("range", "max(x) - min(x)");
    reductions.put("none", "7 // int64(max(none))");
    reductions.put("total", "sum(x)");

    for (String strategy : Strategies.names(SERVICE)) {
      Reduce reduce = new Reduce(inputs, "x > 9", reductions, Strategies.asked(strategy));
      Map<String, ComputeResult.Missing> missing =
          SERVICE.answer(
              reduce,
              result -> {
                assertThat(result.arrays().keySet()).containsExactlyElementsOf(reductions.keySet());
                assertThat(array(result, "total").doubleAt(0)).as(strategy).isZero();
                assertThat(array(result, "count").longAt(0)).as(strategy).isZero();
                return result.missing();
              });

      assertThat(missing.keySet())
          .as(strategy)
          .containsExactlyInAnyOrder("least", "position", "range", "none");
      assertThat(missing)
          .extractingByKey("position")
          .extracting(ComputeResult.Missing::type)
          .isEqualTo(new ArrayType(DataType.INT64, Shape.of(3)));
      assertThat(missing)
          .extractingByKey("none")
          .extracting(ComputeResult.Missing::type)
          .isEqualTo(new ArrayType(DataType.INT64, Shape.SCALAR));
      assertThat(missing)
          .extractingByKey("range")
          .extracting(nothing -> nothing.reason().code().slug())
          .isEqualTo("empty-reduction");
    }
  }

  @Test
  void computesOverNoElements() {
    Map<String, Input> inputs = Map.of("x", uniform(1, 0));

    assertThat(SERVICE.value("sum(x)", inputs)).isZero();
    assertThat(failure(() -> SERVICE.value("max(x)", inputs)).code().slug())
        .isEqualTo("empty-reduction");
    long count =
        SERVICE.answer(
            new Evaluate("x * 2", inputs, Options.DEFAULT),
            result -> array(result, "result").elementCount());
    assertThat(count).isZero();
  }

  @Test
  void resultsThatAreKeptArePlacedInAReservationOfTheirOwn(@TempDir Path folder) {
    MemoryBudget kept = new MemoryBudget(1L << 30, new FileBlocks(folder));
    Evaluate request = new Evaluate("x * 2", Map.of("x", uniform(1, 500_000)), Options.DEFAULT);
    double[] values = SERVICE.answer(request, result -> doubles(array(result, "result")));
    try (Reservation reservation = SERVICE.budget().reserve(0);
        Reservation results = kept.reserve(0);
        HeapBudget.Share heap = SERVICE.runner().reserve(request, Service.deadline(), () -> {})) {
      Arrival arrival = new Arrival(reservation, results, heap, Service.deadline(), 0, 0);
      NDArray result = array(SERVICE.runner().run(request, arrival), "result");
      assertThat(MappedFile.of(result.segment())).isPresent();
      assertThat(doubles(result)).isEqualTo(values);
      assertThat(results.bytes()).isEqualTo(NDArray.chargedBytes(result.arrayType()));
      assertThat(reservation.bytes()).isBetween(1L, 3 * results.bytes());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void columnsOfDatasetsAreReadInPlaceAndChargedToNobody(@TempDir Path folder) throws IOException {
    Generator source = new Random(Distribution.Uniform.DEFAULT, Shape.of(500_000), 1);
    try (MappedFile file = MappedFile.create(folder.resolve("column"), 500_000L * Double.BYTES)) {
      source.fill(file.memory(), 0, 500_000);
      Input column =
          new Input.Stored(
              NDArray.over(source.arrayType(), file.memory()), "ds_1", "x", "0".repeat(64));
      Evaluate request = new Evaluate("sum(x)", Map.of("x", column), Options.DEFAULT);
      long peak = SERVICE.answer(request, result -> result.execution().peakBytes());
      assertThat(peak).isLessThan(500_000);
      assertThat(SERVICE.value("sum(x)", Map.of("x", column)))
          .isEqualTo(SERVICE.value("sum(x)", Map.of("x", source)));
    }
  }

  @Test
  void columnsOfDifferentLengthsAreNamedWithTheirDatasets() {
    try (Reservation reservation = SERVICE.budget().reserve(0)) {
      Input price = column(literal(reservation, 1, 2, 3), "ds_1", "price");
      Input count = column(literal(reservation, 1, 2), "ds_2", "count");
      assertThat(failure(() -> SERVICE.value("sum(p * n)", Map.of("p", price, "n", count))))
          .extracting(ComputeException::code, ComputeException::detail)
          .satisfies(
              failed -> {
                assertThat(failed.getFirst()).isEqualTo(ErrorCode.SHAPE_MISMATCH);
                assertThat(failed.getLast().toString())
                    .contains("'p' is the column \"price\" of ds_1, of shape (3,)")
                    .contains("'n' is the column \"count\" of ds_2, of shape (2,)");
              });
      Input same = column(literal(reservation, 1, 2, 3), "ds_2", "count");
      assertThat(SERVICE.value("sum(p * n)", Map.of("p", price, "n", same))).isEqualTo(14);
    }
  }

  private static Input column(Input.Literal values, String dataset, String name) {
    return new Input.Stored(values.array(), dataset, name, "0".repeat(64));
  }

  @Test
  void timingsAddUpToTheTimeItTook() {
    long startNanos = System.nanoTime();
    Timings timings;
    long peakNanos;
    Evaluate request =
        new Evaluate("sum(x * 2)", Map.of("x", uniform(1, 500_000)), Options.DEFAULT);
    try (Reservation reservation = SERVICE.budget().reserve(0);
        HeapBudget.Share heap = SERVICE.runner().reserve(request, Service.deadline(), () -> {})) {
      Arrival arrival = new Arrival(reservation, heap, Service.deadline(), 1_000, 2_000);
      timings = SERVICE.runner().run(request, arrival).timings();
      peakNanos = System.nanoTime() - startNanos;
    }

    assertThat(timings.decodeNanos()).isEqualTo(2_000);
    assertThat(timings.queueNanos()).isEqualTo(1_000);
    assertThat(timings.planNanos()).isPositive();
    assertThat(timings.generateNanos()).isPositive();
    assertThat(timings.computeNanos()).isPositive();
    assertThat(timings.encodeNanos()).isZero();
    assertThat(timings.totalNanos() - 3_000).isLessThanOrEqualTo(peakNanos);
  }

  @Test
  void usesNoMoreThreadsThanAsked() {
    for (int parallelism : new int[] {1, 2, 1000}) {
      Options options =
          new Options(
              Optional.of("platform-threads"), OptionalInt.of(parallelism), Optional.empty());

      int used =
          SERVICE.answer(
              new Evaluate("sum(x)", Map.of("x", range(1_000_000)), options),
              result -> result.execution().decision().parallelism());

      assertThat(used).isEqualTo(Math.min(parallelism, Runtime.getRuntime().availableProcessors()));
    }
  }

  @Test
  void evaluatesTheLongestSumsOnAVirtualThread() throws InterruptedException {
    String longest = "x" + " + x".repeat(Parser.MAX_HEIGHT - 2);
    double[] sum = {Double.NaN};

    Thread.ofVirtual()
        .start(() -> sum[0] = SERVICE.value("sum(" + longest + ")", Map.of("x", range(4))))
        .join();

    assertThat(sum[0]).isEqualTo(6.0 * (Parser.MAX_HEIGHT - 1));
  }

  private static ComputeResult run(ComputeRequest request, Reservation reservation) {
    return SERVICE.run(request, reservation);
  }

  private static Filter filter(Returned returned) {
    return new Filter("x > 97", Map.of("x", range(100)), Map.of(), returned, Options.DEFAULT);
  }

  private static Input range(long stop) {
    return new Range(Scalar.of(0L), Scalar.of(stop), Scalar.of(1L));
  }

  private static Map<String, Input> inputs() {
    return new LinkedHashMap<>();
  }

  private static <T> Map<String, T> ordered(String first, T one, String second, T two) {
    Map<String, T> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }

  private static <T> Map<String, T> ordered(
      String first, T one, String second, T two, String third, T three) {
    Map<String, T> map = ordered(first, one, second, two);
    map.put(third, three);
    return map;
  }

  private static double[] doubles(NDArray array) {
    return LongStream.range(0, array.elementCount()).mapToDouble(array::doubleAt).toArray();
  }

  private static long[] longs(NDArray array) {
    return LongStream.range(0, array.elementCount()).map(array::longAt).toArray();
  }
}
