package io.parallax.executor;

import io.parallax.program.Program;
import java.time.Duration;

/// One way of running a program's morsels. Thread safe; many executions run at once.
public interface PlanExecutor {
  /// The strategy's name in requests and responses, such as `platform-threads`.
  String name();

  /// One sentence for people choosing.
  String description();

  /// Whether this executor can run here and, if not, why.
  Availability availability();

  /// The most morsels it ever runs at the same time for one request.
  int maximumParallelism();

  /// What running costs beyond the arithmetic, for the selector's estimate.
  Overhead overhead();

  /// How far this executor is with the program, once it is available. Starts nothing.
  default Preparation preparation(Program program) {
    return Preparation.READY;
  }

  /// Takes note that a request for this program, free to run anywhere, ran on another executor for
  /// that long. Returns at once.
  default void ranElsewhere(Program program, Duration time) {}

  /// The memory besides arrays that running the program in this process takes, in bytes, where that
  /// is more than executors keep for themselves.
  ///
  /// @param parallelism as in the execution
  default long scratchBytes(Program program, int parallelism) {
    return 0;
  }

  /// How the executor reaches the arrays of an execution.
  default ArrayAccess arrayAccess() {
    return ArrayAccess.DIRECT;
  }

  /// Runs the program to its end and fills its result slots. Returns only when no thread touches
  /// the memory any more, also when it throws.
  ///
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED, OVERLOADED, or what the
  ///   program's data causes
  Report execute(Execution execution);

  /// Whether an executor can run.
  ///
  /// @param reason empty when available, else a sentence for the operator
  record Availability(boolean available, String reason) {
    public static final Availability AVAILABLE = new Availability(true, "");

    public static Availability unavailable(String reason) {
      return new Availability(false, reason);
    }
  }

  /// What an executor adds to the arithmetic.
  ///
  /// @param startNanos for each step that is spread over threads
  /// @param morselNanos for each morsel
  /// @param arithmetic what an operation takes, as a part of what it takes when programs are
  ///   interpreted a block at a time
  /// @param stepNanos for each step, however few threads there are
  record Overhead(double startNanos, double morselNanos, double arithmetic, double stepNanos) {
    /// Of an executor that runs the steps of a single thread on the calling one.
    public Overhead(double startNanos, double morselNanos, double arithmetic) {
      this(startNanos, morselNanos, arithmetic, 0);
    }

    /// Of an executor that interprets programs a block at a time.
    public Overhead(double startNanos, double morselNanos) {
      this(startNanos, morselNanos, 1);
    }
  }

  /// What an execution did.
  ///
  /// @param parallelism threads that could take part
  /// @param morsels morsels run, over all loops
  /// @param queueNanos time the request waited for its first thread
  /// @param compileNanos time to make the kernels
  /// @param computeNanos the rest of the time to the end
  record Report(
      int parallelism, long morsels, long queueNanos, long compileNanos, long computeNanos) {}
}
