package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BufferPlan;
import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.kernel.block.loop.PolynomialLoop;
import io.parallax.kernel.block.loop.Polynomials;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.RareRegions;
import io.parallax.program.RareRegions.Region;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Turns a loop into a [LoopPlan].
///
/// Every operation becomes a step, even where its value is not used, because the operation may
/// fault. The first [Sink.Store] of a computed value is not a sink of the plan, because the value
/// is computed in the slot of this sink.
final class LoopPlanner {
  private static final int NOT_STORED = -1;

  private final Loop loop;
  private final Loops loops;
  private final BufferPlan buffers;
  private final OperationGroups groups;
  private final Fusion fusion;
  private final List<Uniform> uniforms = new ArrayList<>();
  private final List<BlockStep> steps = new ArrayList<>();
  private final Deque<Region> regions;
  private final List<PlannedSink> sinks = new ArrayList<>();
  private final Set<Integer> readThroughout = new HashSet<>();

  private LoopPlanner(Loop loop, Loops loops, Fusion fusion) {
    this.loop = loop;
    this.loops = loops;
    this.fusion = fusion;
    buffers = new BufferPlan(loop);
    groups = new OperationGroups(loop, buffers);
    regions = new ArrayDeque<>(RareRegions.of(loop.operations(), loop.sinks()).regions());
  }

  static LoopPlan plan(Loop loop, Loops loops, Fusion fusion) {
    LoopPlanner planner = new LoopPlanner(loop, loops, fusion);
    int[] slots = planner.storedInPlace();
    planner.addOperations(0, loop.operations().size(), slots, planner.steps);
    for (int index = 0; index < loop.sinks().size(); index++) {
      planner.addSink(index, slots);
    }
    return planner.planned();
  }

  private LoopPlan planned() {
    for (Sink sink : loop.sinks()) {
      sink.values().forEach(value -> readThroughout.add(buffers.source(value)));
    }
    if (onlySums()) {
      steps.replaceAll(step -> step instanceof Load load ? new LoadInPlace(load) : step);
    }
    List<LoopPlan.Repeated> repeated =
        uniforms.stream()
            .map(it -> new LoopPlan.Repeated(it, readThroughout.contains(it.target())))
            .toList();
    return new LoopPlan(repeated, steps, sinks, buffers, !onlySums());
  }

  /// Whether the loop only sums an array up. No loop reads past the elements of a block then.
  private boolean onlySums() {
    return loop.operations().size() == 1
        && loop.operations().getFirst() instanceof Operation.Load
        && !buffers.isUniform(0)
        && sinks.stream().allMatch(PlannedSink::readsNothingPast);
  }

  /// For each value, the slot it is computed in; [#NOT_STORED] where it is computed in a buffer.
  private int[] storedInPlace() {
    int[] slots = new int[loop.operations().size()];
    Arrays.fill(slots, NOT_STORED);
    for (Sink sink : loop.sinks()) {
      if (sink instanceof Sink.Store store) {
        int value = buffers.source(store.value());
        boolean computed = !(loop.operations().get(value) instanceof Operation.Load);
        if (computed && !buffers.isUniform(value) && slots[value] == NOT_STORED) {
          slots[value] = store.slot();
        }
      }
    }
    for (int value = slots.length - 1; value >= 0; value--) {
      int slot = slots[value];
      if (slot != NOT_STORED) {
        buffers.sharedBy(value).ifPresent(shared -> slots[shared] = slot);
      }
    }
    return slots;
  }

  /// Adds the steps of the operations `from … to − 1`. The operations of a rare region become one
  /// step.
  private void addOperations(int from, int to, int[] slots, List<BlockStep> into) {
    int at = from;
    while (at < to) {
      Region region = regions.peek();
      if (region != null && region.start() == at) {
        regions.remove();
        List<BlockStep> rare = new ArrayList<>();
        addOperations(at, region.end(), slots, rare);
        if (!rare.isEmpty()) {
          into.add(new Rarely(region.condition(), rare));
          readThroughout.add(region.condition());
        }
        at = region.end();
      } else {
        int end = region == null ? to : Math.min(to, region.start());
        Optional<OperationGroups.Group> group = fusion.choose(groups, at, end);
        if (group.isPresent()) {
          into.add(fused(group.get(), slots));
        } else {
          addOperation(at, slots[at], into);
        }
        at = group.map(OperationGroups.Group::end).orElse(at + 1);
      }
    }
  }

  private BlockStep fused(OperationGroups.Group group, int[] slots) {
    List<BlockStep> singles = new ArrayList<>();
    for (int index = group.members().getFirst(); index < group.end(); index++) {
      addOperation(index, slots[index], singles);
    }
    WantedLoop wanted = fusion.loop(group.superoperator());
    BlockStep step = new ComputeGroup(wanted, group.values());
    for (int output : group.outputs()) {
      if (slots[output] != NOT_STORED) {
        step = new ComputeInto(step, output, slots[output], type(output).byteWidth());
      }
    }
    return new OnceWarm(wanted, step, singles);
  }

  private void addOperation(int index, int slot, List<BlockStep> into) {
    Operation operation = loop.operations().get(index);
    if (buffers.source(index) != index || buffers.polynomials().isAbsorbed(index)) {
      return;
    }
    if (buffers.isUniform(index)) {
      uniforms.add(uniform(index, operation));
      return;
    }
    int width = operation.type().byteWidth();
    BlockStep step =
        switch (operation) {
          case Operation.Load load -> load(index, load);
          case Operation.Position _ -> new Positions(index);
          case Operation.FusedMultiplyAdd _ -> multiplyAdd(index, operation);
          case Operation.Select select -> select(index, select);
          case Operation.Constant _,
              Operation.Reinterpret _,
              Operation.Unary _,
              Operation.Binary _,
              Operation.Compare _,
              Operation.Convert _,
              Operation.Lookup _ ->
              compute(index, operation);
        };
    into.add(slot == NOT_STORED ? step : new ComputeInto(step, index, slot, width));
  }

  private BlockStep multiplyAdd(int index, Operation operation) {
    return buffers
        .polynomials()
        .endingAt(index)
        .<BlockStep>map(found -> polynomial(index, operation.type(), found))
        .orElseGet(() -> compute(index, operation));
  }

  private BlockStep polynomial(int index, DataType type, Polynomials.Polynomial found) {
    found.operands().forEach(operand -> readThroughout.add(buffers.source(operand)));
    return new ComputePolynomial(
        loops.polynomial(type),
        index,
        buffers.source(found.x()),
        buffers.source(found.start()),
        patterns(type, found.coefficients()));
  }

  /// The coefficients in the layout that [PolynomialLoop] reads.
  private static long[] patterns(DataType type, List<Scalar> coefficients) {
    return coefficients.stream()
        .mapToLong(Scalar::bits)
        .map(bits -> type == DataType.FLOAT32 ? bits << Integer.SIZE | bits : bits)
        .flatMap(pattern -> LongStream.generate(() -> pattern).limit(PolynomialLoop.PATTERN))
        .toArray();
  }

  private BlockStep select(int index, Operation.Select select) {
    Compute every = compute(index, select);
    readThroughout.add(buffers.source(select.whenFalse()));
    return switch (select.likelihood()) {
      case UNKNOWN -> every;
      case RARE ->
          new SelectRarely(
              every,
              select.condition(),
              index,
              buffers.source(select.whenFalse()),
              buffers.sharedBy(index).isPresent()
                  ? SelectRarely.Place.THE_SAME
                  : SelectRarely.Place.ANOTHER,
              select.type().byteWidth());
    };
  }

  private Uniform uniform(int index, Operation operation) {
    return switch (operation) {
      case Operation.Constant constant ->
          new Uniform.Fixed(index, constant.type(), constant.value().bits());
      case Operation.Load load -> {
        int slot = loop.operands().get(load.operand()).slot();
        yield new Uniform.FromSlot(index, load.storage(), slot);
      }
      case Operation.Position _,
          Operation.Reinterpret _,
          Operation.Unary _,
          Operation.Binary _,
          Operation.Compare _,
          Operation.Select _,
          Operation.Convert _,
          Operation.FusedMultiplyAdd _,
          Operation.Lookup _ ->
          new Uniform.Computed(index, operation.type(), compute(index, operation));
    };
  }

  private BlockStep load(int index, Operation.Load load) {
    Operand operand = loop.operands().get(load.operand());
    StorageType storage = load.storage();
    if (!operand.isContiguous(loop.extents())) {
      return new Gather(index, operand, loop.extents(), storage);
    }
    return storage.isNarrow()
        ? new WideningLoad(index, operand.slot(), storage)
        : new Load(index, operand.slot(), storage.byteWidth());
  }

  private Compute compute(int index, Operation operation) {
    BoundOperation call = BoundOperation.of(operation, buffers);
    LoopKey key = loops.variant(LoopKey.of(call.operation()), call.uniformOperands());
    int readOnce = loops.provider().readOnce(key);
    for (int operand = 0; operand < call.operands().size(); operand++) {
      if ((readOnce >> operand & 1) == 0) {
        readThroughout.add(call.operand(operand));
      }
    }
    return new Compute(loops.loop(key), index, call.operand(0), call.operand(1), call.operand(2));
  }

  private void addSink(int index, int[] slots) {
    switch (loop.sinks().get(index)) {
      case Sink.Store store -> {
        int value = buffers.source(store.value());
        if (slots[value] != store.slot()) {
          sinks.add(new PlannedSink.Store(value, store.slot(), type(value).byteWidth()));
        }
      }
      case Sink.Reduce reduce -> sinks.add(reduce(index, reduce));
      case Sink.Compact compact -> {
        List<PlannedSink.Column> columns = new ArrayList<>();
        for (Sink.Column column : compact.columns()) {
          columns.add(column(column));
        }
        sinks.add(new PlannedSink.Compact(buffers.source(compact.mask()), columns));
      }
    }
  }

  private PlannedSink reduce(int index, Sink.Reduce reduce) {
    int value = buffers.source(reduce.value());
    boolean masked = reduce.mask() != Sink.NO_MASK;
    int mask = masked ? buffers.source(reduce.mask()) : value;
    DataType type = loop.operations().get(reduce.value()).type();
    Reduction basis = PlannedSink.Reduce.basisOf(reduce.reduction(), type);
    Optional<ReduceLoop> body = loops.reduce(new LoopProvider.ReduceKey(basis, type, masked));
    return new PlannedSink.Reduce(
        index,
        reduce.reduction(),
        value,
        mask,
        masked,
        reduce.slot(),
        type,
        body,
        loops.exactParts());
  }

  private PlannedSink.Column column(Sink.Column column) {
    int value = buffers.source(column.value());
    int width = type(value).byteWidth();
    return new PlannedSink.Column(value, column.slot(), width, loops.compact(width));
  }

  private DataType type(int value) {
    return loop.operations().get(value).type();
  }
}
