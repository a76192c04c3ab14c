package io.parallax.executor.machinecode;

import io.parallax.executor.PlanExecutor;
import io.parallax.program.Loop;

/// An executor that makes code of a program and can show it.
public interface CodeSource extends PlanExecutor {
  /// What a loop of a program that is not refused becomes. Compiles it for that, and waits.
  ///
  /// @throws io.parallax.error.ComputeException OVERLOADED when too many compilations wait
  Code code(Loop loop);

  /// Where its code is made.
  CompilerState compilers();

  /// A loop's code, for people.
  ///
  /// @param ir the compiler's intermediate language
  /// @param assembly the machine code, in the assembler's language
  record Code(String ir, String assembly) {}
}
