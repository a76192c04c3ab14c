package io.parallax.compute;

import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.program.Graph;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import java.util.stream.Stream;

/// An upper bound of the heap, in bytes, that a request's texts and program take. It is counted in
/// nodes of the texts and operations of the program. Each node and operation includes everything
/// stored for it in syntax, expressions, program, kernels' plans and the maps that lowering needs.
///
/// Measured with the largest possible programs, of five kinds: a program of 64 000 operations takes
/// from 20 to 36 MB until it is lowered, and from 13 to 28 MB afterwards.
final class HeapCost {
  private static final long NODE_BYTES = 150;
  private static final long OPERATION_BYTES = 440;
  private static final long LEAST_BYTES = 4 * 1024;

  /// More operations than lowering makes of one character of a text. A power has 221 operations,
  /// and its operator and second operand take three characters; the longest function,
  /// `logaddexp(x,y)`, has 476.
  private static final long OPERATIONS_OF_A_NODE = 256;

  /// What a morsel leaves for each reduction: three longs.
  private static final long PARTIAL_BYTES = 3 * Long.BYTES;

  private HeapCost() {}

  /// The most heap it takes to read and lower the texts, whatever they contain.
  static long most(ComputeRequest request) {
    long nodes = nodes(RequestKey.texts(request));
    return bytes(nodes, Math.min(Graph.MAX_OPERATIONS, OPERATIONS_OF_A_NODE * nodes));
  }

  /// The heap the program takes after it has been lowered.
  static long of(RequestKey key, AnalyzedRequest reading) {
    return bytes(nodes(key.texts()), Lowering.operations(reading.program())) + 2 * key.length();
  }

  /// The heap that the partial results of a loop's reductions take until the loop has run, if its
  /// rows are cut into several parts. Loops run one after the other, so the loop with the most
  /// partial results counts.
  static long partialBytes(Program program) {
    return program.loops().stream().mapToLong(HeapCost::partialBytes).max().orElse(0);
  }

  private static long partialBytes(Loop loop) {
    if (loop.morsels().chunksPerRow() == 1) {
      return 0;
    }
    long reductions = loop.sinks().stream().filter(Sink.Reduce.class::isInstance).count();
    return reductions * loop.morsels().count() * PARTIAL_BYTES;
  }

  private static long bytes(long nodes, long operations) {
    return LEAST_BYTES + nodes * NODE_BYTES + operations * OPERATION_BYTES;
  }

  /// The most nodes the texts can have: no node is shorter than a character.
  private static long nodes(Stream<String> texts) {
    return texts.mapToLong(text -> Math.min(text.length(), Parser.MAX_NODES)).sum();
  }
}
