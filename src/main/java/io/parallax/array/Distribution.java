package io.parallax.array;

import io.parallax.type.DataType;
import java.math.BigInteger;
import java.util.List;

/// The distribution of random values.
public sealed interface Distribution {
  /// The type of the values if no other type is asked for.
  DataType naturalType();

  /// The name in requests. The bits drawn depend on it, so it never changes.
  String label();

  /// The least and the greatest value if the values are integers, otherwise none.
  default List<Long> extremes() {
    return List.of();
  }

  /// Evenly spread over [low, high).
  ///
  /// @param low finite
  /// @param high finite, greater than `low`; never a result
  record Uniform(double low, double high) implements Distribution {
    /// Over [0, 1).
    public static final Uniform DEFAULT = new Uniform(0, 1);

    public Uniform {
      ElementConversion.require(
          Double.isFinite(low) && Double.isFinite(high) && low < high,
          "uniform needs finite bounds with low below high, not low " + low + " and high " + high);
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }

    @Override
    public String label() {
      return "uniform";
    }
  }

  /// Normally distributed.
  record Normal(double mean, double standardDeviation) implements Distribution {
    /// Mean 0, standard deviation 1.
    public static final Normal DEFAULT = new Normal(0, 1);

    /// The greatest distance of a draw from the mean, in standard deviations. The least probability
    /// drawn is 2⁻⁵³, at −8.21.
    static final double REACH = 8.3;

    public Normal {
      ElementConversion.require(
          standardDeviation >= 0 && Double.isFinite(mean) && Double.isFinite(standardDeviation),
          "normal needs a finite mean and a finite std of 0 or more, not mean "
              + mean
              + " and std "
              + standardDeviation);
      ElementConversion.require(
          Double.isFinite(Math.abs(mean) + REACH * standardDeviation),
          "mean "
              + mean
              + " and std "
              + standardDeviation
              + " overflow: values lie up to "
              + REACH
              + " std from the mean, which exceeds the greatest float64");
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }

    @Override
    public String label() {
      return "normal";
    }
  }

  /// Integers evenly spread over [low, high).
  ///
  /// @param low an int64
  /// @param high greater than `low`, at most 2⁶³; never a result. For 0 to 1 000 000 inclusive,
  ///   `high` is 1 000 001
  record Integers(BigInteger low, BigInteger high) implements Distribution {
    private static final BigInteger BEYOND = BigInteger.TWO.pow(Long.SIZE - 1);

    public Integers {
      ElementConversion.require(
          low.compareTo(high) < 0,
          "integers needs low below high, which is exclusive, not low "
              + low
              + " and high "
              + high);
      ElementConversion.require(
          low.compareTo(BEYOND.negate()) >= 0 && high.compareTo(BEYOND) <= 0,
          "integers gives int64: low is at least "
              + BEYOND.negate()
              + " and high, which is exclusive, at most "
              + BEYOND
              + ", not "
              + low
              + " and "
              + high);
    }

    public Integers(long low, long high) {
      this(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    @Override
    public List<Long> extremes() {
      return List.of(low.longValueExact(), high.subtract(BigInteger.ONE).longValueExact());
    }

    @Override
    public DataType naturalType() {
      return DataType.INT64;
    }

    @Override
    public String label() {
      return "integers";
    }
  }

  /// Exponentially distributed.
  ///
  /// @param scale the mean, finite, 0 or more
  record Exponential(double scale) implements Distribution {
    public static final Exponential DEFAULT = new Exponential(1);

    /// The greatest value for scale 1: the least probability drawn is 2⁻⁵³.
    private static final double REACH = 36.8;

    public Exponential {
      requireNonNegative("exponential", "scale", scale);
      ElementConversion.require(
          Double.isFinite(REACH * scale),
          "scale " + scale + " overflows: values reach " + REACH + " times as far");
    }

    double greatest() {
      return REACH * scale;
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }

    @Override
    public String label() {
      return "exponential";
    }
  }

  /// Values whose logarithm is normally distributed.
  ///
  /// @param mean of the logarithm
  /// @param sigma standard deviation of the logarithm, 0 or more
  record Lognormal(double mean, double sigma) implements Distribution {
    public static final Lognormal DEFAULT = new Lognormal(0, 1);

    public Lognormal {
      requireFinite("lognormal", "mean", mean);
      requireNonNegative("lognormal", "sigma", sigma);
      ElementConversion.require(
          Double.isFinite(greatest(mean, sigma)),
          "mean "
              + mean
              + " and sigma "
              + sigma
              + " overflow: values reach exp(mean + "
              + Normal.REACH
              + " sigma), and exp overflows beyond 709.78");
    }

    double greatest() {
      return greatest(mean, sigma);
    }

    private static double greatest(double mean, double sigma) {
      return StrictMath.exp(mean + Normal.REACH * sigma);
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }

    @Override
    public String label() {
      return "lognormal";
    }
  }

  /// Gamma distributed.
  ///
  /// @param k the shape parameter, finite, 0 or more
  /// @param scale finite, 0 or more; the mean is k·scale
  record Gamma(double k, double scale) implements Distribution {
    public static final double DEFAULT_SCALE = 1;

    public Gamma {
      requireNonNegative("gamma", "k", k);
      requireNonNegative("gamma", "scale", scale);
      ElementConversion.require(
          Double.isFinite(greatest(k, scale)),
          "k " + k + " and scale " + scale + " overflow: values reach beyond the greatest float64");
    }

    double greatest() {
      return greatest(k, scale);
    }

    private static double greatest(double k, double scale) {
      return new StandardGamma(k).greatest() * scale;
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }

    @Override
    public String label() {
      return "gamma";
    }
  }

  /// Beta distributed, in [0, 1].
  ///
  /// @param a from [#LEAST] to [#GREATEST]
  /// @param b from [#LEAST] to [#GREATEST]
  record Beta(double a, double b) implements Distribution {
    public static final double LEAST = 1e-300;
    public static final double GREATEST = 1e300;

    public Beta {
      ElementConversion.require(
          a >= LEAST && a <= GREATEST && b >= LEAST && b <= GREATEST,
          "beta needs a and b from " + LEAST + " to " + GREATEST + ", not a " + a + " and b " + b);
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }

    @Override
    public String label() {
      return "beta";
    }
  }

  /// The number of events where `lam` are expected.
  ///
  /// @param lam the mean, from 0 to [#GREATEST_MEAN]
  record Poisson(double lam) implements Distribution {
    public static final Poisson DEFAULT = new Poisson(1);

    /// From here on doubles are no longer all integers.
    public static final long GREATEST_MEAN = 1L << 53;

    public Poisson {
      ElementConversion.require(
          lam >= 0 && lam <= GREATEST_MEAN,
          "poisson needs lam from 0 to " + GREATEST_MEAN + ", not " + lam);
    }

    /// No value is greater than the second: one so great would be less probable than any that is
    /// accepted.
    @Override
    public List<Long> extremes() {
      return List.of(0L, (long) (lam + 20 * Math.sqrt(lam) + 100));
    }

    @Override
    public DataType naturalType() {
      return DataType.INT64;
    }

    @Override
    public String label() {
      return "poisson";
    }
  }

  /// The number of successes of `n` trials.
  ///
  /// @param n from 0 to [#MOST_TRIALS]
  /// @param p the probability of a success, from 0 to 1
  record Binomial(long n, double p) implements Distribution {
    /// From here on doubles are no longer all integers.
    public static final long MOST_TRIALS = 1L << 53;

    public Binomial {
      ElementConversion.require(
          n >= 0 && n <= MOST_TRIALS,
          "binomial needs n, the number of trials, from 0 to " + MOST_TRIALS + ", not " + n);
      requireProbability("binomial", p);
    }

    @Override
    public List<Long> extremes() {
      return List.of(0L, n);
    }

    @Override
    public DataType naturalType() {
      return DataType.INT64;
    }

    @Override
    public String label() {
      return "binomial";
    }
  }

  /// True with probability p; in types of numbers 1 and 0.
  ///
  /// @param p from 0 to 1
  record Bernoulli(double p) implements Distribution {
    public Bernoulli {
      requireProbability("bernoulli", p);
    }

    @Override
    public List<Long> extremes() {
      return List.of(0L, 1L);
    }

    @Override
    public DataType naturalType() {
      return DataType.BOOL;
    }

    @Override
    public String label() {
      return "bernoulli";
    }
  }

  /// The integers from 0 to n, exclusive, in random order. An array may have fewer elements: a
  /// sample without repetition.
  ///
  /// @param n from 0 to [#MOST]
  record Permutation(long n) implements Distribution {
    public static final long MOST = 1L << 62;

    public Permutation {
      ElementConversion.require(
          n >= 0 && n <= MOST, "permutation needs n from 0 to " + MOST + ", not " + n);
    }

    @Override
    public List<Long> extremes() {
      return List.of(0L, Math.max(0, n - 1));
    }

    @Override
    public DataType naturalType() {
      return DataType.INT64;
    }

    @Override
    public String label() {
      return "permutation";
    }
  }

  private static void requireFinite(String distribution, String name, double value) {
    ElementConversion.require(
        Double.isFinite(value), distribution + " needs a finite " + name + ", not " + value);
  }

  private static void requireNonNegative(String distribution, String name, double value) {
    ElementConversion.require(
        value >= 0 && Double.isFinite(value),
        distribution + " needs a finite " + name + " of 0 or more, not " + value);
  }

  private static void requireProbability(String distribution, double p) {
    ElementConversion.require(
        p >= 0 && p <= 1,
        distribution + " needs p, the probability of a success, from 0 to 1, not " + p);
  }
}
