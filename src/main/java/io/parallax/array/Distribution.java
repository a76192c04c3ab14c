package io.parallax.array;

import io.parallax.type.DataType;
import java.math.BigInteger;

/// The distribution of random values.
public sealed interface Distribution {
  /// The type of the values if no other type is asked for.
  DataType naturalType();

  /// The name in requests. The bits drawn depend on it, so it never changes.
  String label();

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

    /// The greatest value.
    long greatest() {
      return high.subtract(BigInteger.ONE).longValueExact();
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
}
