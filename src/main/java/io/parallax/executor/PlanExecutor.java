package io.parallax.executor;

import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Program;
import java.time.Duration;
import java.util.Optional;

/// One way of running a program's morsels. Thread safe; many executions run at once.
public interface PlanExecutor {
  /// The strategy's name in requests and responses, such as `platform-threads`.
  String name();

  /// The executor in one sentence, for people who choose one.
  String description();

  /// Whether this executor can run here and, if not, why.
  Availability availability();

  /// The most morsels that the executor ever runs at the same time for one request.
  int maximumParallelism();

  /// What an execution costs beyond the arithmetic, for the selector's estimate.
  Overhead overhead();

  /// How far this executor is with the program, once the executor is available. Starts nothing.
  default Preparation preparation(Program program) {
    return Preparation.READY;
  }

  /// Records that a request for this program, which was free to run anywhere, ran on another
  /// executor for the given time. Returns at once.
  default void ranElsewhere(Program program, Duration time) {}

  /// The bytes of memory that a run of the program in this process takes besides its arrays, where
  /// they are more than executors keep for themselves.
  ///
  /// @param parallelism as in the execution
  default long scratchBytes(Program program, int parallelism) {
    return 0;
  }

  /// How the executor reaches the arrays of an execution.
  default ArrayAccess arrayAccess() {
    return ArrayAccess.DIRECT;
  }

  /// Runs the program to its end and fills its result slots. When the call returns or throws, no
  /// thread touches the memory any more.
  ///
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED, OVERLOADED, or the error that
  ///   the program's data causes
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

  /// The time that an executor adds to the arithmetic, in nanoseconds, and its speed at arithmetic.
  ///
  /// @param startNanos time added to each step that is spread over several threads
  /// @param morselNanos time added to each morsel
  /// @param arithmetic time of an operation, as a fraction of the operation's time when programs
  ///   are interpreted a block at a time
  /// @param stepNanos time added to each step, with any number of threads
  record Overhead(double startNanos, double morselNanos, double arithmetic, double stepNanos) {
    /// The overhead of an executor that runs the steps of a single thread on the calling thread: a
    /// step itself adds no time.
    public Overhead(double startNanos, double morselNanos, double arithmetic) {
      this(startNanos, morselNanos, arithmetic, 0);
    }

    /// The overhead of an executor that interprets programs a block at a time, also on the calling
    /// thread.
    public Overhead(double startNanos, double morselNanos) {
      this(startNanos, morselNanos, 1);
    }
  }

  /// What an execution did.
  ///
  /// @param parallelism threads that could take part
  /// @param morsels morsels run, over all loops
  /// @param items how items of functions were run; empty where the program runs none
  /// @param queueNanos time that the request waited for its first thread
  /// @param compileNanos time to make the kernels
  /// @param computeNanos the rest of the time until the end
  record Report(
      int parallelism,
      long morsels,
      Optional<Items> items,
      long queueNanos,
      long compileNanos,
      long computeNanos) {
    /// The same report of work that also took time to compile elsewhere.
    public Report withCompile(long nanos) {
      return new Report(parallelism, morsels, items, queueNanos, nanos, computeNanos);
    }
  }

  /// How the items of a program's functions were run.
  ///
  /// @param mode of the last task
  /// @param lanes items side by side in one thread, in that mode
  /// @param tasks ranges of items that were claimed one after the other
  /// @param iterations trips of all loops of all items
  record Items(RoutineKernel.Mode mode, int lanes, long tasks, long iterations) {
    /// Together with those of a later step.
    public Items and(Items later) {
      return new Items(later.mode, later.lanes, tasks + later.tasks, iterations + later.iterations);
    }
  }
}
