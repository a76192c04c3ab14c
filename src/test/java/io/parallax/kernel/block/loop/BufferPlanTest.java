package io.parallax.kernel.block.loop;

import static io.parallax.type.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.kernel.testing.LoopBuilder;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPlanTest {
  private final LoopBuilder loop = new LoopBuilder(Shape.of(9), 1);
  private final int array = loop.load(TestArray.of(new double[9]), List.of(1L));

  @Test
  void chainsNeedTwoBuffersHoweverLong() {
    int value = array;
    for (int step = 0; step < 100; step++) {
      value = sum(value, value);
    }
    BufferPlan plan = new BufferPlan(loop.store(value).loop());
    assertEquals(2, plan.count());
  }

  @Test
  void neverPutsAResultWhereAnOperandIs() {
    int value = sum(array, array);
    int next = sum(value, value);
    BufferPlan plan = new BufferPlan(loop.store(next).loop());
    assertNotEquals(plan.buffer(value), plan.buffer(next));
  }

  @Test
  void keepsWhatSinksNeedToTheEnd() {
    int kept = sum(array, array);
    int next = sum(array, kept);
    int last = sum(next, next);
    BufferPlan plan = new BufferPlan(loop.store(last).store(kept).loop());
    assertNotEquals(plan.buffer(kept), plan.buffer(next));
    assertNotEquals(plan.buffer(kept), plan.buffer(last));
  }

  @Test
  void whatFollowsFromConstantsIsUniformAndKeepsItsBuffer() {
    int two = loop.add(new Operation.Constant(Scalar.of(2.0)));
    int four = sum(two, two);
    int value = sum(array, four);
    BufferPlan plan = new BufferPlan(loop.store(value).loop());
    assertTrue(plan.isUniform(four));
    assertFalse(plan.isUniform(value));
    assertEquals(4, plan.count());
  }

  @Test
  void theSameBitsAsAnotherTypeAreTheSameValue() {
    int bits = loop.add(new Operation.Reinterpret(array, DataType.FLOAT64, DataType.INT64));
    int back = loop.add(new Operation.Reinterpret(bits, DataType.INT64, DataType.FLOAT64));
    int value = sum(back, back);
    BufferPlan plan = new BufferPlan(loop.store(value).loop());
    assertEquals(array, plan.source(back));
    assertEquals(2, plan.count());
  }

  @Test
  void aRareSelectStandsWhereItsUsualValueStood() {
    int usual = sum(array, array);
    int rare = sum(usual, usual);
    int condition = loop.add(new Operation.Compare(Comparison.LESS, usual, array, FLOAT64));
    int usualStill = sum(usual, array);
    int first = rarely(condition, rare, usualStill);
    int second = rarely(condition, first, usual);
    int third = rarely(condition, second, array);
    BufferPlan plan = new BufferPlan(loop.store(third).loop());
    assertEquals(plan.buffer(usualStill), plan.buffer(first));
    assertEquals(plan.buffer(usual), plan.buffer(second));
    assertNotEquals(plan.buffer(array), plan.buffer(third));
    assertNotEquals(plan.buffer(second), plan.buffer(third));
  }

  @Test
  void stepsOfAPolynomialHaveNoBuffer() {
    int two = loop.add(new Operation.Constant(Scalar.of(2.0)));
    int value = two;
    for (int step = 0; step < 10; step++) {
      value = loop.add(new Operation.FusedMultiplyAdd(value, array, two, FLOAT64));
    }
    BufferPlan plan = new BufferPlan(loop.store(value).loop());
    assertEquals(3, plan.count()); // x, the constant, the value
    assertEquals(10, plan.polynomials().endingAt(value).orElseThrow().coefficients().size());
  }

  @Test
  void aStepThatIsUsedElsewhereEndsAPolynomial() {
    int two = loop.add(new Operation.Constant(Scalar.of(2.0)));
    int first = loop.add(new Operation.FusedMultiplyAdd(two, array, two, FLOAT64));
    int second = loop.add(new Operation.FusedMultiplyAdd(array, first, two, FLOAT64));
    int third = loop.add(new Operation.FusedMultiplyAdd(second, array, two, FLOAT64));
    int fourth = loop.add(new Operation.FusedMultiplyAdd(third, array, two, FLOAT64));
    Polynomials found = new BufferPlan(loop.store(fourth).store(second).loop()).polynomials();
    assertEquals(2, found.endingAt(second).orElseThrow().coefficients().size());
    assertEquals(second, found.endingAt(fourth).orElseThrow().start());
    assertTrue(found.isAbsorbed(first) && found.isAbsorbed(third));
    assertFalse(found.isAbsorbed(second) || found.isAbsorbed(fourth));
  }

  private int rarely(int condition, int whenTrue, int whenFalse) {
    return loop.add(new Operation.Select(condition, whenTrue, whenFalse, FLOAT64, Likelihood.RARE));
  }

  private int sum(int left, int right) {
    return loop.add(
        new Operation.Binary(
            BinaryOperation.ADD, left, right, DataType.FLOAT64, Operation.NO_ORIGIN));
  }
}
