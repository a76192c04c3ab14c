package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Constant;
import io.parallax.array.Distribution;
import io.parallax.array.Input;
import io.parallax.array.Linspace;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.JsonBodies;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorReadingTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  static Stream<Arguments> generators() {
    Shape two = Shape.of(2);
    return Stream.of(
        Arguments.of(
            "{'random': {'shape': [2]}}",
            new Random(new Distribution.Uniform(0, 1), two, Random.seedOf("a"))),
        Arguments.of(
            "{'random': {'seed': -7, 'high': 3, 'low': -1.5, 'shape': [1, 2], 'distribution':"
                + " 'uniform'}}",
            new Random(new Distribution.Uniform(-1.5, 3), Shape.of(1, 2), -7)),
        Arguments.of(
            "{'dtype': 'float32', 'random': {'distribution': 'normal', 'shape': [2], 'std': 2,"
                + " 'mean': 5}}",
            new Random(new Distribution.Normal(5, 2), two, Random.seedOf("a"), DataType.FLOAT32)),
        Arguments.of(
            "{'random': {'distribution': 'integers', 'shape': [2], 'high': 9007199254740993,"
                + " 'seed': 0}}",
            new Random(new Distribution.Integers(0, 9007199254740993L), two, 0)),
        Arguments.of(
            "{'random': {'distribution': 'integers', 'shape': [], 'low': -5, 'high': 5e0, 'seed':"
                + " 2e3}, 'dtype': 'int32'}",
            new Random(new Distribution.Integers(-5, 5), Shape.SCALAR, 2000, DataType.INT32)),
        Arguments.of(
            "{'random': {'distribution': 'integers', 'shape': [2], 'low': -9223372036854775808,"
                + " 'high': 9223372036854775808, 'seed': 1}}",
            new Random(
                new Distribution.Integers(
                    BigInteger.valueOf(Long.MIN_VALUE), BigInteger.TWO.pow(63)),
                two,
                1)),
        Arguments.of(
            "{'random': {'distribution': 'exponential', 'shape': [2], 'scale': 2, 'seed': 1}}",
            new Random(new Distribution.Exponential(2), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'lognormal', 'shape': [2], 'sigma': 2, 'seed': 1}}",
            new Random(new Distribution.Lognormal(0, 2), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'gamma', 'shape': [2], 'k': 2, 'seed': 1}}",
            new Random(new Distribution.Gamma(2, 1), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'beta', 'shape': [2], 'a': 2, 'b': 0.5, 'seed': 1}}",
            new Random(new Distribution.Beta(2, 0.5), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'poisson', 'shape': [2], 'seed': 1}, 'dtype': 'int32'}",
            new Random(Distribution.Poisson.DEFAULT, two, 1, DataType.INT32)),
        Arguments.of(
            "{'random': {'distribution': 'binomial', 'shape': [2], 'n': 9, 'p': 0.5, 'seed': 1}}",
            new Random(new Distribution.Binomial(9, 0.5), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'bernoulli', 'shape': [2], 'p': 0.5, 'seed': 1}}",
            new Random(new Distribution.Bernoulli(0.5), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'permutation', 'n': 7, 'seed': 1}}",
            new Random(new Distribution.Permutation(7), Shape.of(7), 1)),
        Arguments.of(
            "{'random': {'distribution': 'permutation', 'n': 7, 'shape': [2], 'seed': 1}}",
            new Random(new Distribution.Permutation(7), two, 1)),
        Arguments.of(
            "{'random': {'distribution': 'permutation', 'n': 7, 'shape': [], 'seed': 1}}",
            new Random(new Distribution.Permutation(7), Shape.of(7), 1)),
        Arguments.of(
            "{'random': {'distribution': 'permutation', 'shape': [2], 'seed': 1}}",
            new Random(new Distribution.Permutation(2), two, 1)),
        Arguments.of(
            "{'random': {'distribution': null, 'shape': [2], 'seed': null, 'low': null, 'high':"
                + " null, 'mean': null, 'std': null}, 'values': null, 'shape': null, 'range':"
                + " null, 'dtype': null}",
            new Random(new Distribution.Uniform(0, 1), two, Random.seedOf("a"))),
        Arguments.of(
            "{'range': {'start': null, 'stop': 5, 'step': null}}",
            new Range(Scalar.of(0L), Scalar.of(5L), Scalar.of(1L))),
        Arguments.of(
            "{'range': {'stop': 5}}", new Range(Scalar.of(0L), Scalar.of(5L), Scalar.of(1L))),
        Arguments.of(
            "{'range': {'step': -0.5, 'stop': 1, 'start': 3}}",
            new Range(Scalar.of(3L), Scalar.of(1L), Scalar.of(-0.5))),
        Arguments.of(
            "{'range': {'stop': 2e1}}",
            new Range(BigDecimal.ZERO, new BigDecimal("2e1"), BigDecimal.ONE, DataType.FLOAT64)),
        Arguments.of(
            "{'range': {'stop': 2.0e1}}",
            new Range(BigDecimal.ZERO, new BigDecimal("20.0"), BigDecimal.ONE, DataType.FLOAT64)),
        Arguments.of(
            "{'range': {'stop': 2e1}, 'dtype': 'int32'}",
            new Range(BigDecimal.ZERO, BigDecimal.valueOf(20), BigDecimal.ONE, DataType.INT32)),
        Arguments.of("{'linspace': {'start': 0, 'stop': 1, 'count': 5}}", new Linspace(0, 1, 5)),
        Arguments.of(
            "{'constant': {'value': true, 'shape': [2]}}", new Constant(Scalar.of(true), two)),
        Arguments.of(
            "{'constant': {'value': 'NaN', 'shape': [2]}}",
            new Constant(Scalar.of(Double.NaN), two)),
        Arguments.of("{'constant': {'value': -0, 'shape': [2]}}", new Constant(Scalar.of(0L), two)),
        Arguments.of(
            "{'constant': {'value': 100000000000000000000, 'shape': [2]}}",
            new Constant(Scalar.of(1e20), two)),
        Arguments.of(
            "{'constant': {'value': 255.0, 'shape': [2]}, 'dtype': 'uint8'}",
            new Constant(Scalar.of(255), two)),
        Arguments.of(
            "{'constant': {'value': 0.1, 'shape': [2]}, 'dtype': 'float16'}",
            new Constant(Scalar.of(0.099975586f), two)),
        Arguments.of(
            "{'random': {'distribution': 'integers', 'shape': [2], 'high': 256, 'seed': 1},"
                + " 'dtype': 'uint8'}",
            new Random(new Distribution.Integers(0, 256), two, 1, DataType.INT32)),
        Arguments.of(
            "{'range': {'stop': 128}, 'dtype': 'int8'}",
            new Range(Scalar.of(0L), Scalar.of(128L), Scalar.of(1L)).withType(DataType.INT32)),
        Arguments.of(
            "{'constant': {'value': 3, 'shape': [2]}, 'dtype': 'float32'}",
            new Constant(Scalar.of(3f), two)));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void readsGenerators(String json, Input generator) {
    assertThat(bodies.input(json.replace('\'', '"'))).isEqualTo(generator);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'random': {}};                                             /inputs/a/random",
        "{'random': []};                                             /inputs/a/random",
        "{'random': {'shape': [1], 'distribution': 'cauchy'}};       /inputs/a/random/distribution",
        "{'random': {'shape': [1], 'seed': 1.5}};                    /inputs/a/random/seed",
        "{'random': {'shape': [1], 'seed': 99999999999999999999}};   /inputs/a/random/seed",
        "{'random': {'shape': null}};                                /inputs/a/random",
        "{'random': {'shape': [1], 'mean': 1}};                      /inputs/a/random/mean",
        "{'random': {'shape': [1], 'distribution': 'normal', 'low': 1}}; /inputs/a/random/low",
        "{'random': {'shape': [1], 'distribution': 'integers'}};     /inputs/a/random",
        "{'random': {'shape': [1], 'distribution': 'integers', 'high': 1.5}};"
            + " /inputs/a/random/high",
        "{'random': {'shape': [1], 'distribution': 'integers', 'high': 1e300}}; /inputs/a/random",
        "{'random': {'shape': [1], 'distribution': 'gamma'}};        /inputs/a/random",
        "{'random': {'shape': [1], 'distribution': 'gamma', 'k': -1}}; /inputs/a/random",
        "{'random': {'shape': [1], 'distribution': 'poisson', 'scale': 1}}; /inputs/a/random/scale",
        "{'random': {'shape': [1], 'distribution': 'binomial', 'n': 1}}; /inputs/a/random",
        "{'random': {'shape': [1], 'distribution': 'binomial', 'n': 1.5, 'p': 1}};"
            + " /inputs/a/random/n",
        "{'random': {'shape': [4], 'distribution': 'permutation', 'n': 3}}; /inputs/a/random",
        "{'random': {'distribution': 'permutation'}};                /inputs/a/random",
        "{'random': {'shape': [1], 'low': 1}};                       /inputs/a/random",
        "{'random': {'shape': [1], 'low': 1e400}};                   /inputs/a/random/low",
        "{'random': {'shape': [1], 'low': true}};                    /inputs/a/random/low",
        "{'random': {'shape': [1]}, 'dtype': 'int64'};               /inputs/a/dtype",
        "{'random': {'shape': [1]}, 'dtype': 'float16'};             /inputs/a/dtype",
        "{'range': {}};                                              /inputs/a/range",
        "{'range': {'stop': 1, 'step': 0}};                          /inputs/a/range",
        "{'range': {'stop': 'NaN'}};                                 /inputs/a/range/stop",
        "{'range': {'stop': 1.5}, 'dtype': 'int64'};                 /inputs/a/dtype",
        "{'linspace': {'start': 0, 'stop': 1}};                      /inputs/a/linspace",
        "{'linspace': {'start': 0, 'stop': 1, 'count': -1}};         /inputs/a/linspace",
        "{'linspace': {'start': 0, 'stop': 1, 'count': 2.5}};        /inputs/a/linspace/count",
        "{'constant': {'shape': [1]}};                               /inputs/a/constant",
        "{'constant': {'value': 1}};                                 /inputs/a/constant",
        "{'constant': {'value': null, 'shape': [1]}};                /inputs/a/constant",
        "{'constant': {'value': [1], 'shape': [1]}};                 /inputs/a/constant/value",
        "{'constant': {'value': 'one', 'shape': [1]}};               /inputs/a/constant/value",
      })
  void refusesWhatIsNoGenerator(String json, String pointer) {
    ComputeException refused = bodies.inputRefusal(json.replace('\'', '"'));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).as(refused.detail()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refused.pointer()).as(refused.detail()).contains(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'dtype': 'int32', 'constant': {'value': 1.5, 'shape': []}};      /inputs/a/dtype",
        "{'dtype': 'uint8', 'constant': {'value': 256, 'shape': []}};      /inputs/a/dtype",
        "{'dtype': 'uint8', 'range': {'stop': 257}};                       /inputs/a/dtype",
        "{'dtype': 'int8', 'range': {'start': -129, 'stop': 3}};           /inputs/a/dtype",
        "{'range': {'stop': 5}, 'linspace': {}};                           /inputs/a/linspace",
      })
  void refusesValuesThatATypeDoesNotHoldAndTwoGenerators(String json, String pointer) {
    ComputeException refused = bodies.inputRefusal(json.replace('\'', '"'));

    assertThat(refused.code()).as(refused.detail()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refused.pointer()).contains(pointer);
  }
}
