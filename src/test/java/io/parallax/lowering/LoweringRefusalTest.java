package io.parallax.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What lowering refuses, and where it says the trouble is.
class LoweringRefusalTest {
  private final Requests requests =
      Requests.over(
          Map.of(
              "a", new ArrayType(DataType.FLOAT64, Shape.of(10)),
              "b", new ArrayType(DataType.FLOAT64, Shape.of(10)),
              "m", new ArrayType(DataType.FLOAT64, Shape.of(3, 10)),
              "c", new ArrayType(DataType.FLOAT64, Shape.of(7)),
              "i", new ArrayType(DataType.INT64, Shape.of(7)),
              "huge", new ArrayType(DataType.FLOAT64, Shape.of(1L << 60))));

  @Test
  void predicateIsBool() {
    ComputeException refused =
        refused(ErrorCode.TYPE_MISMATCH, () -> requests.filter("1 + a", Map.of("x", "a")));
    assertEquals("/predicate", refused.pointer().orElseThrow());
    assertEquals(2, refused.position().orElseThrow().offset());
  }

  @Test
  void whereIsBool() {
    ComputeException refused =
        refused(ErrorCode.TYPE_MISMATCH, () -> requests.reduceWhere("a", "sum(a)"));
    assertEquals("/where", refused.pointer().orElseThrow());
  }

  @Test
  void selectedValuesBroadcastWithThePredicate() {
    ComputeException refused =
        refused(
            ErrorCode.SHAPE_MISMATCH, () -> requests.filter("a > 0", Map.of("x", "m", "y", "c")));
    assertEquals("/select/y", refused.pointer().orElseThrow());
    assertTrue(refused.detail().contains("(7,)"), refused.detail());
    assertTrue(refused.detail().contains("(3, 10)"), refused.detail());
  }

  @Test
  void whereBroadcastsToEveryOperandItMasks() {
    ComputeException refused =
        refused(
            ErrorCode.SHAPE_MISMATCH, () -> requests.reduceWhere("m > 0", "sum(m)", "1 + sum(a)"));
    assertEquals("/reductions/1 + sum(a)", refused.pointer().orElseThrow());
    assertEquals(4, refused.position().orElseThrow().offset());
    refused(ErrorCode.SHAPE_MISMATCH, () -> requests.reduceWhere("i == i", "sum(a)"));
  }

  @Test
  void arrayThatIsNotReducedIsReferredToEvaluate() {
    ComputeException refused =
        refused(ErrorCode.INVALID_ARGUMENT, () -> requests.reduce("sum(a)", "a * 2"));
    assertEquals("/reductions/a * 2", refused.pointer().orElseThrow());
    assertTrue(refused.detail().contains("/v1/evaluate"), refused.detail());
  }

  @Test
  void arrayBesideAReductionIsFineUnlessElementsAreLeftOut() {
    assertEquals(1, requests.reduce("a - mean(a)").results().size());
    ComputeException refused =
        refused(ErrorCode.INVALID_ARGUMENT, () -> requests.reduceWhere("b > 0", "a - mean(a)"));
    assertTrue(refused.detail().contains("/v1/filter"), refused.detail());
    assertEquals(1, requests.reduceWhere("b > 0", "mean(m, axis=0) + 1").results().size());
  }

  @Test
  void programsAreLimited() {
    String modulo = "a%b".repeat(1).concat("%b".repeat(900));
    refused(ErrorCode.TOO_LARGE, () -> requests.evaluate(modulo + "%(" + modulo + "%(a//b))"));
  }

  /// Nearly seven thousand loops of three operations: as much heap as 65 536 operations in one.
  @Test
  void everyLoopCountsBesidesItsOperations() {
    long[] extents = new long[Shape.MAX_RANK];
    Arrays.fill(extents, 2);
    Requests cube = Requests.over(Map.of("a", new ArrayType(DataType.BOOL, Shape.of(extents))));
    int[] sets =
        IntStream.range(1, 1 << Shape.MAX_RANK).filter(set -> Integer.bitCount(set) < 6).toArray();
    int ofAText = sets.length / 60;
    String[] texts =
        IntStream.range(0, 60)
            .mapToObj(
                text ->
                    IntStream.range(0, ofAText)
                        .mapToObj(at -> overAxes(sets[ofAText * text + at]))
                        .collect(Collectors.joining(" + ", "sum(", ")")))
            .toArray(String[]::new);

    ComputeException refused = refused(ErrorCode.TOO_LARGE, () -> cube.reduce(texts));

    assertTrue(refused.detail().contains("every loop counts as 8 more"), refused.detail());
  }

  private static String overAxes(int set) {
    return IntStream.range(0, Shape.MAX_RANK)
        .filter(axis -> (set >> axis & 1) != 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "any(a,axis=(", ",),keepdims=True)"));
  }

  @Test
  void arraysThatNoMemoryHoldsAreRefused() {
    refused(ErrorCode.TOO_LARGE, () -> requests.evaluate("huge * 2"));
  }

  @Test
  void equalRequestsGiveEqualPrograms() {
    String[] texts = {"mean(a)", "std(m, axis=1)", "sum(a // b)", "median(m)"};
    assertEquals(requests.reduce(texts), requests.reduce(texts));
  }

  private static ComputeException refused(ErrorCode code, Executable lowering) {
    ComputeException refused = assertThrows(ComputeException.class, lowering);
    assertEquals(code, refused.code(), refused.detail());
    return refused;
  }
}
