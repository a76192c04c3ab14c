package io.parallax.array;

import io.parallax.type.DataType;

/// The distribution of random values.
public sealed interface Distribution {
  /// The type of the values if no other type is asked for.
  DataType naturalType();

  /// Evenly spread over [low, high).
  ///
  /// @param low finite
  /// @param high finite, greater than `low` by a finite amount; never a result
  record Uniform(double low, double high) implements Distribution {
    /// Over [0, 1).
    public static final Uniform DEFAULT = new Uniform(0, 1);

    public Uniform {
      ElementConversion.require(
          Double.isFinite(low) && Double.isFinite(high - low) && low < high,
          "uniform needs finite bounds with low below high, not low " + low + " and high " + high);
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
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
          standardDeviation >= 0 && Double.isFinite(Math.abs(mean) + REACH * standardDeviation),
          "normal needs a finite mean and a finite std of 0 or more, not mean "
              + mean
              + " and std "
              + standardDeviation);
    }

    @Override
    public DataType naturalType() {
      return DataType.FLOAT64;
    }
  }

  /// Integers evenly spread over [low, high).
  ///
  /// @param high greater than `low`; never a result. For 0 to 1 000 000 inclusive, `high` is 1 000
  ///   001
  record Integers(long low, long high) implements Distribution {
    public Integers {
      ElementConversion.require(
          low < high,
          "integers needs low below high, which is exclusive, not low "
              + low
              + " and high "
              + high);
    }

    @Override
    public DataType naturalType() {
      return DataType.INT64;
    }
  }
}
