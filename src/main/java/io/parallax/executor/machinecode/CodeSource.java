package io.parallax.executor.machinecode;

import io.parallax.executor.PlanExecutor;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.util.List;

/// An executor that compiles programs to code and can show the code.
public interface CodeSource extends PlanExecutor {
  /// The code of a loop of a program that is not refused. Compiles the loop for this call, and
  /// waits.
  ///
  /// @throws io.parallax.error.ComputeException OVERLOADED when too many compilations wait
  Code code(Loop loop);

  /// The code of a routine of a program that is not refused, for each way in which its items are
  /// run. Otherwise as [#code(Loop)].
  List<Code> codes(Routine routine);

  /// Where the executor's code is compiled.
  CompilerState compilers();

  /// The code of a loop, for people.
  ///
  /// @param ir the compiler's intermediate language
  /// @param assembly the machine code, in the assembler's language
  record Code(String ir, String assembly) {}
}
