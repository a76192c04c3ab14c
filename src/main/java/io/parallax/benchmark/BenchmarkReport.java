package io.parallax.benchmark;

import java.util.List;
import java.util.OptionalDouble;

/// What a benchmark found.
///
/// @param bytesPerSecond what all cores together read from memory
public record BenchmarkReport(
    List<Comparison> comparisons, BenchmarkEnvironment environment, double bytesPerSecond) {
  public BenchmarkReport {
    comparisons = List.copyOf(comparisons);
  }

  /// One request on several executors.
  ///
  /// @param rows by size, then in the order of the executors
  /// @param skipped the executors and sizes without a row
  public record Comparison(
      String name, List<Row> rows, List<Skipped> skipped, List<Crossover> crossovers) {
    public Comparison {
      rows = List.copyOf(rows);
      skipped = List.copyOf(skipped);
      crossovers = List.copyOf(crossovers);
    }

    /// The sizes that have rows, ascending.
    public List<Long> sizes() {
      return rows.stream().map(Row::size).distinct().sorted().toList();
    }

    /// The executors that have rows, in their order.
    public List<String> strategies() {
      return rows.stream().map(Row::strategy).distinct().toList();
    }

    /// The row with the least median of a size that has rows.
    public Row winner(long size) {
      return rows.stream()
          .filter(row -> row.size() == size)
          .reduce((best, row) -> row.nanos().median() < best.nanos().median() ? row : best)
          .orElseThrow();
    }
  }

  /// One executor at one size.
  ///
  /// @param size elements of the longest input; 1 where no input is an array
  /// @param parallelism threads that took part
  /// @param runs measured
  /// @param nanos the times of these runs
  /// @param bytes that a run reads and writes at least: inputs and results
  /// @param speedUp over the executor `sequential`; empty where that one was not measured
  /// @param sameBits whether the results are those of the first executor that was measured at this
  ///   size, bit for bit
  public record Row(
      String strategy,
      long size,
      int parallelism,
      int runs,
      Quartiles nanos,
      long bytes,
      OptionalDouble speedUp,
      boolean sameBits) {
    private static final double NANOS_PER_SECOND = 1e9;

    public double elementsPerSecond() {
      return size / nanos.median() * NANOS_PER_SECOND;
    }

    public double bytesPerSecond() {
      return bytes / nanos.median() * NANOS_PER_SECOND;
    }
  }

  /// An executor without a row at a size.
  ///
  /// @param reason one sentence
  public record Skipped(String strategy, long size, String reason) {}

  /// The size at which another executor becomes the fastest: where the lines through the medians of
  /// two neighbouring sizes meet, sizes and times taken by their logarithms.
  public record Crossover(String from, String to, long size) {}
}
