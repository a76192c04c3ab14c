package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// How many numbers a range has, as [io.parallax.program.Statement.CountTrips#trips] computes it.
///
/// @param trips an int64; any value where the step is 0
/// @param isZeroStep an `i1`
record TripCount(String trips, String isZeroStep) {
  static TripCount write(IrText ir, Vectors vectors, String start, String stop, String step) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(vectors, ir);
    DataType type = DataType.INT64;
    String wide = vectors.of(type);
    String zero = "zeroinitializer";
    String one = vectors.constant(Scalar.of(1L));
    String isZero = ir.let("icmp eq " + wide + " " + step + ", " + zero);
    String ascends = ir.let("icmp sgt " + wide + " " + step + ", " + zero);
    String low = arithmetic.select(type, ascends, start, stop);
    String high = arithmetic.select(type, ascends, stop, start);
    String isEmpty = ir.let("icmp sge " + wide + " " + low + ", " + high);
    String distance = arithmetic.instruction("sub", type, high, low);
    String before = arithmetic.instruction("sub", type, distance, one);
    String negated = arithmetic.instruction("sub", type, zero, step);
    String magnitude = arithmetic.select(type, ascends, step, negated);
    String stride = arithmetic.select(type, isZero, one, magnitude);
    String divided = arithmetic.instruction("udiv", type, before, stride);
    String count = arithmetic.instruction("add", type, divided, one);
    String isBeyond = ir.let("icmp slt " + wide + " " + count + ", " + one);
    String most = vectors.constant(Scalar.of(Long.MAX_VALUE));
    String bounded = arithmetic.select(type, isBeyond, most, count);
    return new TripCount(arithmetic.select(type, isEmpty, zero, bounded), isZero);
  }
}
