package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.Failures;
import io.parallax.language.testing.TypedInputs;
import io.parallax.type.DataType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTest {
  static List<Function> functions() {
    return Function.all();
  }

  @Test
  void signaturesReadAsInPython() {
    assertThat(MathFunction.SIN.signature()).isEqualTo("sin(x)");
    assertThat(MathFunction.ARCTAN2.signature()).isEqualTo("arctan2(y, x)");
    assertThat(BasicFunction.WHERE.signature()).isEqualTo("where(condition, x, y)");
    assertThat(BasicFunction.CLIP.signature()).isEqualTo("clip(x, min=None, max=None)");
    assertThat(ReductionFunction.STD.signature())
        .isEqualTo("std(x, *, ddof=0, axis=None, keepdims=False)");
    assertThat(ReductionFunction.QUANTILE.signature())
        .isEqualTo("quantile(x, q, *, axis=None, keepdims=False)");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionIsFoundByItsNameAndDescribed(Function function) {
    assertThat(Function.ofLabel(function.label())).contains(function);
    assertThat(function.meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(function.nanRule().meaning()).isNotBlank();
    assertThat(function.typeRule().result()).isNotBlank();
    assertThat(function.parameters()).doesNotHaveDuplicates();
    assertThat(function.operands()).isNotEmpty();
    assertThat(function.operands().getFirst().isOptional()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionTakesExactlyTheTypesItSays(Function function) {
    for (DataType type : DataType.values()) {
      String operand = type.label() + "(i)";
      String operands =
          function.operands().stream()
              .filter(parameter -> !parameter.isOptional())
              .map(_ -> operand)
              .collect(Collectors.joining(", "));
      String text = function.label() + "(" + operands + ")";
      if (function instanceof ReductionFunction reduction
          && reduction.plain() == ReductionFunction.QUANTILE) {
        text = function.label() + "(" + operand + ", 0.5)";
      }
      String call = text;
      if (function.typeRule().accepted().contains(type)) {
        assertThat(TypedInputs.analyze(call)).isNotNull();
      } else {
        assertThat(Failures.show(() -> TypedInputs.analyze(call))).startsWith("TYPE_MISMATCH");
      }
    }
  }

  @Test
  void unknownNamesAreNoFunctions() {
    assertThat(Function.ofLabel("SIN")).isEmpty();
    assertThat(Function.ofLabel("")).isEmpty();
  }

  @Test
  void namesOfFunctionsTypesAndConstantsDiffer() {
    assertThat(Function.all().stream().map(Function::label))
        .doesNotContainAnyElementsOf(Arrays.stream(DataType.values()).map(DataType::label).toList())
        .doesNotContainAnyElementsOf(
            Arrays.stream(NamedConstant.values()).map(NamedConstant::label).toList());
  }

  @Test
  void onlySignAndPtpRefuseBoolAndOnlyBitCountAndUniformFloats() {
    assertThat(
            Function.all().stream()
                .filter(f -> !f.typeRule().accepted().equals(EnumSet.allOf(DataType.class))))
        .containsExactly(
            BasicFunction.SIGN,
            BasicFunction.BIT_COUNT,
            BasicFunction.UNIFORM,
            ReductionFunction.PTP);
  }
}
