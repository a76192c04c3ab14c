package io.parallax.warmup;

import io.parallax.compute.ComputeRunner;
import io.parallax.format.ExplainRequest;
import io.parallax.format.json.RequestReader;
import io.parallax.format.json.ResponseWriter;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads, plans and explains requests of each kind until doing so is fast. Nothing is computed, so
/// nothing is counted in the metrics.
final class RequestWarmUp implements WarmUpStep {
  private static final int ROUNDS = 400;

  private static final List<byte[]> BODIES =
      List.of(
          bytes(
              """
              {"evaluate": {"expression": "(2*a + 3*b)/b + where(a > b, sin(a), sqrt(b))",
                "inputs": {"a": [1, 2.5, 3], "b": {"random": {"shape": [3], "seed": 1}}},
                "options": {"strategy": "auto"}, "output": {"values": "auto"}}}\
              """),
          bytes(
              """
              {"evaluate": {"expression": "(x - mean(x, axis=0)) / std(x, axis=0)",
                "inputs": {"x": [[1, 2], [3, 5]]}}}\
              """),
          bytes(
              """
              {"filter": {"predicate": "(x > 1) & ~(y == 2)", "select": {"z": "x**2 % 7"},
                "inputs": {"x": {"range": {"stop": 9}}, "y": [1, 2, 3, 4, 5, 6, 7, 8, 9]}}}\
              """),
          bytes(
              """
              {"reduce": {"inputs": {"a": {"linspace": {"start": 0, "stop": 1, "count": 1000}}},
                "where": "a > 0.5", "reductions": {"t": "sum(a*a)", "q": "quantile(a, 0.9)"}}}\
              """),
          bytes(
              """
              {"map": {"functions": "def f(n, a):\\n  k = 1\\n  for i in range(n):\\n    k = k * i % 7\\n    if k > 3 and a > 0.5:\\n      return k\\n  return a // 2\\n",
                "inputs": {"n": [1, 2], "a": 0.5}}}\
              """));

  private final RequestReader reader;
  private final ComputeRunner runner;
  private final ResponseWriter writer;
  private final MemoryBudget memory;

  RequestWarmUp(
      RequestReader reader, ComputeRunner runner, ResponseWriter writer, MemoryBudget memory) {
    this.reader = reader;
    this.runner = runner;
    this.writer = writer;
    this.memory = memory;
  }

  @Override
  public String subject() {
    return "reading and planning";
  }

  @Override
  public void warm(Duration limit) {
    Deadline deadline = Deadline.after(System.nanoTime(), limit);
    for (int round = 0; round < ROUNDS && !deadline.isOver(); round++) {
      BODIES.forEach(body -> explain(body, limit));
    }
  }

  private void explain(byte[] body, Duration limit) {
    Deadline deadline = Deadline.after(System.nanoTime(), limit);
    try (Reservation reservation = memory.reserve(0)) {
      ExplainRequest inquiry =
          reader.explain(new ByteArrayInputStream(body), reservation, deadline);
      writer.explain(
          runner.explain(inquiry.request()),
          Optional.empty(),
          inquiry.show(),
          OutputStream.nullOutputStream());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
