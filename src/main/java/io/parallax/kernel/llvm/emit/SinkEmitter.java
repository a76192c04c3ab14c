package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the use of a vector of values: stores, reductions and compactions. The variable
/// `%target.K` holds the address of position 0 of store K, in the array or in a buffer of the
/// store. The variable `%column.K` holds the address of element 0 of a column.
final class SinkEmitter {
  /// The alignment of the target of a store past the caches, if its vector is at least this long.
  private static final int ALIGNMENT = 64;

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir;
  private final OperationEmitter operations;
  private final ArithmeticEmitter arithmetic;
  private final CompactionEmitter compaction;
  private final List<Sink.Store> stores;
  private final List<Sink.Column> columns;

  /// The emitter of each reduction. Reductions that sum the same elements share one.
  private final List<ReductionEmitter> reductions = new ArrayList<>();

  /// The variables that count the set elements of masks, by the operation of the mask.
  private final Map<Integer, String> counts = new LinkedHashMap<>();

  /// @param compresses see [Host.Traits]
  SinkEmitter(
      LoopForm form, Vectors vectors, IrText ir, OperationEmitter operations, boolean compresses) {
    this.form = form;
    this.vectors = vectors;
    this.ir = ir;
    this.operations = operations;
    this.compaction = new CompactionEmitter(vectors, ir, compresses);
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.stores = form.stores();
    this.columns = form.columns();
    reserve();
  }

  private void reserve() {
    for (int store = 0; store < stores.size(); store++) {
      reserve("%target." + store, "%result." + store, type(stores.get(store)));
    }
    for (int column = 0; column < columns.size(); column++) {
      reserve("%column." + column, "%kept." + column, form.type(columns.get(column).value()));
    }
    ir.variable("%kept_variable", "i64");
    ir.variable("%kept_before_variable", "i64");
    for (Sink.Reduce reduce : form.reduces()) {
      reductions.add(emitter(reduce));
      if (reduce.mask() != Sink.NO_MASK && !counts.containsKey(reduce.mask())) {
        counts.put(reduce.mask(), ir.variable("%count." + reduce.mask(), "i64"));
      }
    }
  }

  private ReductionEmitter emitter(Sink.Reduce reduce) {
    List<Sink.Reduce> reduces = form.reduces();
    for (int at = 0; at < reductions.size(); at++) {
      Sink.Reduce other = reduces.get(at);
      boolean takesTheSame = other.value() == reduce.value() && other.mask() == reduce.mask();
      if (takesTheSame && sumsFloats(other) && sumsFloats(reduce)) {
        return reductions.get(at);
      }
    }
    DataType type = form.type(reduce.value());
    return ReductionEmitter.of(reductions.size(), reduce, type, vectors, ir);
  }

  private boolean sumsFloats(Sink.Reduce reduce) {
    return form.type(reduce.value()).isFloating()
        && switch (reduce.reduction()) {
          case SUM, MEAN, MEAN_RESIDUAL -> true;
          case CHECKED_SUM,
              PRODUCT,
              CHECKED_PRODUCT,
              MINIMUM,
              MAXIMUM,
              ARG_MINIMUM,
              ARG_MAXIMUM,
              ANY,
              ALL ->
              false;
        };
  }

  /// Whether no reduction before this one shares its emitter.
  private boolean isFirst(int reduction) {
    return reductions.indexOf(reductions.get(reduction)) == reduction;
  }

  private void reserve(String variable, String buffer, DataType type) {
    ir.variable(variable, "ptr");
    ir.variable(buffer, vectors.ofStored(type));
  }

  private DataType type(Sink.Store store) {
    return form.type(store.value());
  }

  /// Whether stores may go past the caches: only stores of whole vectors whose elements have more
  /// than one byte.
  boolean canStream() {
    return stores.stream().anyMatch(store -> type(store) != DataType.BOOL);
  }

  void startRow() {
    int pointer = form.accesses().size();
    for (int store = 0; store < stores.size(); store++) {
      readPointer("%target_base." + store, pointer++);
    }
    for (int column = 0; column < columns.size(); column++) {
      readPointer("%column_base." + column, pointer++);
    }
    reductions.stream().distinct().forEach(ReductionEmitter::start);
    counts.values().forEach(count -> ir.store("i64", "0", count));
    ir.store("i64", "0", "%kept_variable");
  }

  private void readPointer(String name, int pointer) {
    ir.let(name, "load ptr, ptr " + ir.element("ptr", "%pointers", Integer.toString(pointer)));
  }

  void enterWhole() {
    for (int store = 0; store < stores.size(); store++) {
      ir.store("ptr", "%target_base." + store, "%target." + store);
    }
    for (int column = 0; column < columns.size(); column++) {
      ir.store("ptr", "%column_base." + column, "%column." + column);
    }
  }

  void enterPadded(String begin) {
    String back = ir.let("sub i64 0, " + begin);
    for (int store = 0; store < stores.size(); store++) {
      String type = Vectors.stored(type(stores.get(store)));
      ir.store("ptr", ir.element(type, "%result." + store, back), "%target." + store);
    }
    String kept = ir.load("i64", "%kept_variable");
    ir.store("i64", kept, "%kept_before_variable");
    String backKept = ir.let("sub i64 0, " + kept);
    for (int column = 0; column < columns.size(); column++) {
      String type = Vectors.stored(form.type(columns.get(column).value()));
      ir.store("ptr", ir.element(type, "%kept." + column, backKept), "%column." + column);
    }
  }

  /// Writes the use of the values at a vector of positions.
  void take(String position, String active) {
    reduce(position, active);
    for (Sink sink : form.sinks()) {
      if (sink instanceof Sink.Compact compact) {
        compact(compact, active);
      }
    }
    if (canStream()) {
      ir.branch("%streaming", "stream", "store");
      ir.label("stream");
      store(position, "!nontemporal !1");
      ir.jump("stored");
      ir.label("store");
      store(position, "");
      ir.jump("stored");
      ir.label("stored");
    } else {
      store(position, "");
    }
  }

  private void store(String position, String metadata) {
    for (int store = 0; store < stores.size(); store++) {
      DataType type = type(stores.get(store));
      boolean streams = !metadata.isEmpty() && type != DataType.BOOL;
      int bytes = type.byteWidth() * vectors.lanes();
      String target = ir.load("ptr", "%target." + store);
      String place = ir.element(Vectors.stored(type), target, position);
      ir.line(
          "store "
              + vectors.ofStored(type)
              + " "
              + asStored(type, operations.value(stores.get(store).value()))
              + ", ptr "
              + place
              + ", align "
              + (streams ? Math.min(bytes, ALIGNMENT) + ", " + metadata : type.byteWidth()));
    }
  }

  /// Writes the reductions. Whole vectors use no mask where all elements take part, which saves an
  /// instruction in the shortest loops.
  private void reduce(String position, String active) {
    if (form.reduces().stream().anyMatch(reduce -> reduce.mask() == Sink.NO_MASK)) {
      ir.branch("%is_whole", "reduce_all", "reduce_some");
      ir.label("reduce_all");
      reduceUnmasked(position, "");
      ir.jump("reduced");
      ir.label("reduce_some");
      reduceUnmasked(position, active);
      ir.jump("reduced");
      ir.label("reduced");
    }
    reduceMasked(position, active);
  }

  private void reduceUnmasked(String position, String active) {
    List<Sink.Reduce> reduces = form.reduces();
    for (int at = 0; at < reduces.size(); at++) {
      if (reduces.get(at).mask() == Sink.NO_MASK && isFirst(at)) {
        reductions.get(at).update(operations.value(reduces.get(at).value()), position, active);
      }
    }
  }

  private void reduceMasked(String position, String active) {
    List<Sink.Reduce> reduces = form.reduces();
    for (int at = 0; at < reduces.size(); at++) {
      Sink.Reduce reduce = reduces.get(at);
      if (reduce.mask() != Sink.NO_MASK && isFirst(at)) {
        reductions
            .get(at)
            .update(operations.value(reduce.value()), position, takesPart(reduce.mask(), active));
      }
    }
    counts.forEach(
        (mask, variable) -> {
          String bits = arithmetic.bits(takesPart(mask, active));
          String sum = ir.let("add i64 " + ir.load("i64", variable) + ", " + count(bits));
          ir.store("i64", sum, variable);
        });
  }

  private String takesPart(int mask, String active) {
    return arithmetic.instruction("and", DataType.BOOL, operations.value(mask), active);
  }

  /// The number of set bits, as an `i64`.
  private String count(String bits) {
    String type = "i" + vectors.lanes();
    String count = ir.call(type, "llvm.ctpop." + type, new Argument(type, bits));
    return ir.let("zext " + type + " " + count + " to i64");
  }

  /// Writes the kept values without gaps. The places after the kept values receive other values,
  /// which the next kept values overwrite. These places never lie beyond the vector's own
  /// positions.
  private void compact(Sink.Compact compact, String active) {
    String mask = takesPart(compact.mask(), active);
    for (int from = 0; from < vectors.lanes(); from += CompactionEmitter.LANES) {
      String kept = ir.load("i64", "%kept_variable");
      for (int column = 0; column < columns.size(); column++) {
        int value = columns.get(column).value();
        compaction.compact(
            form.type(value), operations.value(value), mask, from, "%column." + column, kept);
      }
      ir.store("i64", compaction.advanced(mask, from, kept), "%kept_variable");
    }
  }

  private String asStored(DataType type, String value) {
    return type == DataType.BOOL
        ? ir.let("zext " + vectors.mask() + " " + value + " to " + vectors.of("i8"))
        : value;
  }

  /// Copies the results of a padded vector from the buffers to the arrays.
  void bring(String begin, String active) {
    for (int store = 0; store < stores.size(); store++) {
      DataType type = type(stores.get(store));
      bring("%result." + store, type, "%target_base." + store, begin, active);
    }
    if (columns.isEmpty()) {
      return;
    }
    String before = ir.load("i64", "%kept_before_variable");
    String added = ir.let("sub i64 " + ir.load("i64", "%kept_variable") + ", " + before);
    String count = arithmetic.broadcast("i64", added);
    String kept = ir.let("icmp ult " + vectors.of("i64") + " " + vectors.iota() + ", " + count);
    for (int column = 0; column < columns.size(); column++) {
      DataType type = form.type(columns.get(column).value());
      bring("%kept." + column, type, "%column_base." + column, before, kept);
    }
  }

  private void bring(String buffer, DataType type, String base, String index, String mask) {
    String vector = vectors.ofStored(type);
    ir.callVoid(
        "llvm.masked.store" + vectors.storedSuffix(type) + ".p0",
        new Argument(vector, ir.load(vector, buffer)),
        new Argument("ptr", ir.element(Vectors.stored(type), base, index)),
        new Argument("i32", Integer.toString(type.byteWidth())),
        new Argument(vectors.mask(), mask));
  }

  /// Stores the states of a row's reductions.
  void finishRow() {
    List<Sink.Reduce> reduces = form.reduces();
    if (reduces.isEmpty()) {
      return;
    }
    String all = ir.let("sub i64 %to, %from");
    String first = ir.let("mul i64 %row, " + reduces.size());
    for (int at = 0; at < reduces.size(); at++) {
      String state = ir.let("add i64 " + first + ", " + at);
      String offset = ir.let("mul i64 " + state + ", " + ArgumentLayout.STATE_BYTES);
      String variable = counts.get(reduces.get(at).mask());
      String count = variable == null ? all : ir.load("i64", variable);
      reductions.get(at).finish(ir.element("i8", "%states", offset), count);
    }
  }

  /// Stores the number of compacted elements.
  void leave() {
    if (form.sinks().stream().anyMatch(Sink.Compact.class::isInstance)) {
      String kept = ir.load("i64", "%kept_variable");
      String place = ir.element("i8", "%block", Long.toString(ArgumentLayout.COMPACTED));
      ir.store("i64", kept, place);
    }
  }
}
