package io.parallax.kernel.bytecode;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Routine;
import java.util.LinkedHashMap;

/// The engine of routines for the JVM. The classes of the routines asked for last are kept, with
/// the machine code that the just-in-time compiler made of them; the others are unloaded. Thread
/// safe.
public final class BytecodeEngine implements RoutineEngine {
  /// How many routines are kept.
  public static final int MOST_KEPT = 128;

  /// How many operations are between two questions whether a run is over: fewer than a millisecond
  /// of work.
  private static final int OPERATIONS_BETWEEN_LOOKS = 1 << 20;

  private final int operationsBetweenLooks;
  private final int largestMethod;
  private final LinkedHashMap<Routine, BytecodeKernel> kept = new LinkedHashMap<>(16, 0.75f, true);

  public BytecodeEngine() {
    this(OPERATIONS_BETWEEN_LOOKS, RoutineClass.LARGEST);
  }

  /// @param operationsBetweenLooks about how many operations are between two questions whether a
  ///   run is over
  /// @param largestMethod about how many bytes of code a method may have
  BytecodeEngine(int operationsBetweenLooks, int largestMethod) {
    this.operationsBetweenLooks = operationsBetweenLooks;
    this.largestMethod = largestMethod;
  }

  @Override
  public String name() {
    return "bytecode";
  }

  /// The local arrays of an item, the columns of a block of items, and variables on their way from
  /// method to method.
  @Override
  public long scratchBytes(Routine routine) {
    long columns = (long) routine.parameters().size() + routine.results().size();
    return RoutineEngine.super.scratchBytes(routine)
        + columns * BytecodeKernel.BLOCK * Long.BYTES
        + routine.variables().size() * ItemBlock.HANDED_OVER_BYTES;
  }

  @Override
  public RoutineKernel kernel(Routine routine) {
    synchronized (kept) {
      BytecodeKernel known = kept.get(routine);
      if (known != null) {
        return known;
      }
    }
    BytecodeKernel written =
        new BytecodeKernel(
            routine,
            RoutineClass.write(routine, largestMethod),
            Weight.looks(routine, operationsBetweenLooks));
    synchronized (kept) {
      BytecodeKernel known = kept.putIfAbsent(routine, written);
      if (kept.size() > MOST_KEPT) {
        kept.pollFirstEntry();
      }
      return known == null ? written : known;
    }
  }
}
