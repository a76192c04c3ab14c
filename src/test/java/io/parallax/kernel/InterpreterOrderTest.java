package io.parallax.kernel;

/// The oracle does not depend on the order of morsels, nor on the threads they run on.
class InterpreterOrderTest extends EngineEquality {
  @Override
  protected ProgramRunner runner() {
    return new EngineRunner(new Interpreter(), MorselOrder.CONCURRENT);
  }
}
