package io.parallax.kernel.block.loop;

import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.type.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chains of fused multiply-adds in a loop that evaluate a polynomial: `(… (start·x + c₀)·x +
/// c₁ …)·x + cₙ` with constant coefficients, where only the last value is used. One pass over a
/// block computes a whole chain.
public final class Polynomials {
  private final List<Operation> operations;
  private final boolean[] uniform;
  private final int[] uses;
  private final List<Optional<Polynomial>> endings = new ArrayList<>();
  private final boolean[] absorbed;

  /// A polynomial in one value, evaluated by Horner's rule.
  ///
  /// @param coefficients c₀ first
  public record Polynomial(int x, int start, List<Scalar> coefficients) {
    public Polynomial {
      coefficients = List.copyOf(coefficients);
    }

    Polynomial then(Scalar coefficient) {
      List<Scalar> more = new ArrayList<>(coefficients);
      more.add(coefficient);
      return new Polynomial(x, start, more);
    }

    public List<Integer> operands() {
      return List.of(x, start);
    }
  }

  /// @param uniform by operation, whether its value is the same at every position
  Polynomials(Loop loop, boolean[] uniform) {
    this.operations = loop.operations();
    this.uniform = uniform;
    uses = new int[operations.size()];
    absorbed = new boolean[operations.size()];
    operations.forEach(operation -> operation.operands().forEach(operand -> uses[operand]++));
    loop.sinks().forEach(sink -> sink.values().forEach(value -> uses[value]++));
    for (int at = 0; at < operations.size(); at++) {
      endings.add(find(at));
    }
  }

  /// The chain of two or more steps that ends in the operation; empty where there is none.
  public Optional<Polynomial> endingAt(int operation) {
    return endings.get(operation).filter(found -> found.coefficients().size() > 1);
  }

  /// Whether the operation is an earlier step of a longer chain. Such an operation has no value of
  /// its own.
  public boolean isAbsorbed(int operation) {
    return absorbed[operation];
  }

  private Optional<Polynomial> find(int at) {
    if (uniform[at]
        || !(operations.get(at) instanceof Operation.FusedMultiplyAdd fused)
        || !(operations.get(fused.c()) instanceof Operation.Constant(Scalar coefficient))) {
      return Optional.empty();
    }
    return continued(fused.a(), fused.b(), coefficient)
        .or(() -> continued(fused.b(), fused.a(), coefficient))
        .or(() -> Optional.of(begun(fused, coefficient)));
  }

  private Optional<Polynomial> continued(int before, int x, Scalar coefficient) {
    if (uses[before] != 1 || endings.get(before).isEmpty()) {
      return Optional.empty();
    }
    Optional<Polynomial> longer =
        endings.get(before).flatMap(chain -> asOf(chain, x)).map(chain -> chain.then(coefficient));
    absorbed[before] |= longer.isPresent();
    return longer;
  }

  /// The chain as a polynomial of x; empty where it is not. Either factor of the first step may be
  /// x.
  private static Optional<Polynomial> asOf(Polynomial chain, int x) {
    if (chain.x() == x) {
      return Optional.of(chain);
    }
    return chain.coefficients().size() == 1 && chain.start() == x
        ? Optional.of(new Polynomial(x, chain.x(), chain.coefficients()))
        : Optional.empty();
  }

  /// The chain of the first step alone. If the second factor is uniform, x is the first factor;
  /// otherwise x is the second factor.
  private Polynomial begun(Operation.FusedMultiplyAdd fused, Scalar coefficient) {
    return uniform[fused.b()]
        ? new Polynomial(fused.a(), fused.b(), List.of(coefficient))
        : new Polynomial(fused.b(), fused.a(), List.of(coefficient));
  }
}
