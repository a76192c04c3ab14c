package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutineTest {
  private static final Statement.Compute ONE =
      new Statement.Compute(
          List.of(new Operation.Constant(Scalar.of(1L))), List.of(new Statement.Write(1, 0)));

  @Test
  void readsAsText() {
    Routine routine =
        new Routine(
            "f",
            List.of(DataType.INT64, DataType.INT64, DataType.FLOAT32),
            List.of(0),
            List.of(new Routine.Array(StorageType.FLOAT16, 1)),
            List.of(),
            List.of(1, 2),
            List.of(
                ONE,
                new Statement.Scope(
                    7,
                    List.of(
                        new Statement.Counted(
                            0,
                            1,
                            List.of(
                                new Statement.Fetch(2, 0, List.of(1), 0), new Statement.Leave(7)),
                            1)))),
            2);

    assertThat(RoutineText.of(routine))
        .isEqualTo(
            """
            routine f($0) -> $1, $2
              variables $0: int64, $1: int64, $2: float32
              array @0: float16 of rank 1
              %0 = int64 1
              $1 = %0
              scope 7
                for $1 below $0
                  $2 = @0[$1]
                  leave 7
            """);
  }

  @Test
  void refusesToLeaveAScopeFromOutside() {
    refused("leaves no scope 3", new Statement.Leave(3));
    refused("label 1 twice", scope(1, scope(1)));
  }

  @Test
  void refusesStatementsThatAreNeverReached() {
    refused("statements after", scope(1, new Statement.Leave(1), ONE));
    refused("statements after", new Statement.Raise(Fault.ZERO_STEP, 0), ONE);
  }

  @Test
  void refusesToWriteThePositionOfALoop() {
    refused("writes the position", new Statement.Counted(0, 1, List.of(ONE), 0));
  }

  @Test
  void refusesTypesThatDoNotMatch() {
    refused("variable 0 is no bool", new Statement.Branch(0, List.of(), List.of()));
    refused(
        "type of Load",
        new Statement.Compute(List.of(new Operation.Load(0, DataType.FLOAT64)), List.of()));
  }

  @Test
  void refusesToWriteAnArrayThatIsRead() {
    refused("writes 0", new Statement.Put(0, List.of(0), 1, 0));
  }

  @Test
  void refusesWhatDoesNotExist() {
    refused("no variable 9", new Statement.Branch(9, List.of(), List.of()));
    refused("no origin 5", new Statement.Raise(Fault.ZERO_STEP, 5));
  }

  private static Statement.Scope scope(int label, Statement... body) {
    return new Statement.Scope(label, List.of(body));
  }

  private static void refused(String reason, Statement... body) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Routine(
                    "f",
                    List.of(DataType.INT64, DataType.INT64),
                    List.of(0),
                    List.of(new Routine.Array(StorageType.INT64, 1)),
                    List.of(),
                    List.of(1),
                    List.of(body),
                    1))
        .withMessageContaining(reason);
  }
}
