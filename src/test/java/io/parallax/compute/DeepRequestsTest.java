package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parallax.array.Input;
import io.parallax.array.Range;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeRequest.Filter;
import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.testing.Service;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode.Category;
import io.parallax.type.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The deepest and highest expressions there may be, in every operation, need less stack than half
/// of what a thread has: none can end in a StackOverflowError.
class DeepRequestsTest {
  /// Half of a thread's usual one, which carriers of virtual threads have, too.
  private static final long STACK_BYTES = 512 * 1024;

  private static final Options SEQUENTIAL =
      new Options(Optional.of("sequential"), OptionalInt.empty(), Optional.empty());

  private static final Service SERVICE = Service.start();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void isAnsweredOrRefusedOnHalfAStack(String name, String text) throws InterruptedException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              requests(text).forEach(DeepRequestsTest::answerOrRefuse);
            },
            name,
            STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
    thread.start();
    thread.join();

    assertThat(failure.get()).isNull();
    assertThat(SERVICE.budget().inUseBytes()).isZero();
    assertThat(SERVICE.bean(HeapBudget.class).inUseBytes()).isZero();
  }

  private static Stream<ComputeRequest> requests(String text) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    inputs.put("a", new Range(Scalar.of(1L), Scalar.of(4L), Scalar.of(1L)));
    inputs.put("f", new Range(Scalar.of(0.5), Scalar.of(3.5), Scalar.of(1.0)));
    return Stream.of(
        new Evaluate(text, inputs, SEQUENTIAL),
        new Filter(text, inputs, Map.of("s", text), Returned.VALUES, SEQUENTIAL),
        new Filter("(" + text + ") > 0", inputs, Map.of("s", text), Returned.VALUES, SEQUENTIAL),
        new Reduce(inputs, null, Map.of("r", "sum(" + text + ")"), SEQUENTIAL),
        new Reduce(inputs, "(" + text + ") > 0", Map.of("r", "max(a)"), SEQUENTIAL));
  }

  private static void answerOrRefuse(ComputeRequest request) {
    try {
      Explanation explanation = SERVICE.runner().explain(request);
      assertThat(explanation.program()).isNotEmpty();
      SERVICE.answer(request, result -> result.arrays().size());
    } catch (ComputeException refused) {
      assertThat(refused.code().category())
          .as(refused.detail())
          .isIn(Category.SYNTAX, Category.SEMANTICS, Category.SIZE);
    }
  }

  /// Two levels less than there may be, for what the requests put around it.
  static Stream<Arguments> texts() {
    int depth = 62;
    int height = 509;
    return Stream.of(
        arguments("parentheses", nested("(", "a", ")", depth)),
        arguments("minus signs", nested("-", "a", "", depth)),
        arguments("complements", nested("~", "a", "", depth)),
        arguments("negations", nested("not ", "(a > 0)", "", depth - 1)),
        arguments("powers", nested("f**", "f", "", depth)),
        arguments("powers of minus", nested("2.0**-", "f", "", depth / 2)),
        arguments("sum", "a" + "+a".repeat(height)),
        arguments("differences of floats", "f" + "-f".repeat(height)),
        arguments("quotients", "a" + "//a".repeat(height)),
        arguments("remainders", "a" + "%a".repeat(height)),
        arguments("remainders of floats", "f" + "%f".repeat(height)),
        arguments("shifts", "a" + "<<a".repeat(height)),
        arguments("or", "(a>0)" + " or (a>1)".repeat(height - 1)),
        arguments("and", "(a>0)" + " and (a>1)".repeat(height - 1)),
        arguments("every precedence", nested("(a|a^a&a<<a+a*", "a", ")", depth)),
        arguments("where", nested("where(f>1,f,f+", "f", ")", depth)),
        arguments("where in its condition", nested("where(", "a>0", ",a>1,a>2)", depth)),
        arguments("sines", nested("sin(f+", "f", ")", depth)),
        arguments("powers of powers", nested("pow(f+", "f", ",1.5)", depth)),
        arguments("logarithms", nested("log(1+exp(", "f", "))", depth / 2)),
        arguments("casts", nested("float32(int32(", "a", "))", depth / 2)),
        arguments("clips", nested("clip(f,-1,", "f", ")", depth)),
        arguments("sums of sums", nested("sum(a-", "a", ")", depth - 2)),
        arguments("deviations", nested("std(f+", "f", ")", depth - 2)),
        arguments("medians", nested("median(f+", "f", ")", depth - 2)),
        arguments("quantiles", nested("quantile(f,0.01*", "0.5", ")", depth - 2)),
        arguments("scalars", nested("sin(2.5+", "1.5", ")", depth)),
        arguments("tuples", "sum(a,axis=" + nested("(", "0", ",)", depth - 1) + ")"),
        arguments("a function's arguments", "where(" + "a,".repeat(1_990) + ")"),
        arguments("comparisons in a row", "a" + "<a".repeat(990)));
  }

  private static String nested(String open, String middle, String close, int count) {
    return open.repeat(count) + middle + close.repeat(count);
  }
}
