package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import org.junit.jupiter.api.Test;

class ConstantTest {
  private static final Shape SHAPE = Shape.of(2, 3);

  @Test
  void hasTheTypeOfItsValue() {
    assertThat(new Constant(Scalar.of(true), SHAPE).arrayType())
        .isEqualTo(new ArrayType(DataType.BOOL, SHAPE));
    assertThat(Filled.longs(new Constant(Scalar.of(true), SHAPE)))
        .containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(Filled.longs(new Constant(Scalar.of(-5L), Shape.SCALAR))).containsExactly(-5);
    assertThat(Filled.doubles(new Constant(Scalar.of(-0.0), Shape.of(2))))
        .containsExactly(-0.0, -0.0);
    assertThat(Filled.doubles(new Constant(Scalar.of(Double.NaN), Shape.of(1))))
        .containsExactly(Double.NaN);
    assertThat(Filled.longs(new Constant(Scalar.of(1L), Shape.of(0, 9)))).isEmpty();
  }

  @Test
  void convertsAsAnElementOfADeclaredTypeDoes() {
    Constant seven = new Constant(Scalar.of(7L), SHAPE);
    assertThat(seven.withType(DataType.INT32).value()).isEqualTo(Scalar.of(7));
    assertThat(seven.withType(DataType.FLOAT32).value()).isEqualTo(Scalar.of(7f));
    assertThat(seven.withType(DataType.FLOAT64).value()).isEqualTo(Scalar.of(7.0));
    assertThat(new Constant(Scalar.of(0.1), SHAPE).withType(DataType.FLOAT32).value())
        .isEqualTo(Scalar.of(0.1f));
  }

  @Test
  void whatATypeCannotHoldIsRefused() {
    Constant fraction = new Constant(Scalar.of(1.5), SHAPE);
    Constant large = new Constant(Scalar.of(1L << 31), SHAPE);
    Constant bool = new Constant(Scalar.of(true), SHAPE);
    Constant huge = new Constant(Scalar.of(1e39), SHAPE);
    assertThat(Filled.failureCode(() -> fraction.withType(DataType.INT32)))
        .isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(Filled.failure(() -> large.withType(DataType.INT32)).detail())
        .contains("outside int32");
    assertThat(Filled.failure(() -> bool.withType(DataType.INT64)).detail())
        .contains("true is a bool");
    assertThat(Filled.failure(() -> large.withType(DataType.BOOL)).detail())
        .contains("is a number");
    assertThat(Filled.failure(() -> huge.withType(DataType.FLOAT32)).detail())
        .contains("outside float32");
  }
}
