package io.parallax.kernel.llvm.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.llvm.Loops;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Sink;
import io.parallax.program.Space;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What one vector of positions becomes, from the loads to the sinks. Values are renumbered from
/// %t0.
class LoopEmitterTest {
  private static final Host.Traits TRAITS = new Host.Traits(true, true, true, true);
  private static final Pattern VALUE = Pattern.compile("%t\\d+");
  private static final Pattern PREFETCH =
      Pattern.compile(".* = getelementptr i8, .*\n  call void @llvm\\.prefetch\\.p0.*\n");

  @Test
  void everyLineOfAnArrayIsAskedForAhead() {
    assertThat(vectorWithPrefetchOf(Loops.of("-a")))
        .startsWith(
            """
              %t0 = load ptr, ptr %source.0
              %t1 = getelementptr double, ptr %t0, i64 %position
              %t2 = load <8 x double>, ptr %t1, align 8
              %t3 = getelementptr i8, ptr %t1, i64 2048
              call void @llvm.prefetch.p0(ptr %t3, i32 0, i32 3, i32 1)
              %t4 = fneg <8 x double> %t2
            """);
  }

  @Test
  void anOperationIsAnInstruction() {
    assertThat(vectorOf(Loops.of("(2*a + 3*b)/b")))
        .isEqualTo(
            """
              %t0 = load ptr, ptr %source.0
              %t1 = getelementptr double, ptr %t0, i64 %position
              %t2 = load <8 x double>, ptr %t1, align 8
              %t3 = load ptr, ptr %source.1
              %t4 = getelementptr double, ptr %t3, i64 %position
              %t5 = load <8 x double>, ptr %t4, align 8
              %t6 = fmul <8 x double> splat (double 0x4000000000000000), %t2
              %t7 = fmul <8 x double> splat (double 0x4008000000000000), %t5
              %t8 = fadd <8 x double> %t6, %t7
              %t9 = fdiv <8 x double> %t8, %t5
            """);
  }

  @Test
  void aDivisionByAConstantIsTwoMultiplications() {
    assertThat(vectorOf(Loops.of("a / 10")))
        .endsWith(
            """
              %t3 = fmul <8 x double> %t2, splat (double 0x3C63333333333333)
              %t4 = call <8 x double> @llvm.fma.v8f64(<8 x double> %t2, <8 x double> splat (double 0x3FB9999999999999), <8 x double> %t3)
              store <8 x double> %t4, ptr %quotient0
              %t5 = bitcast <8 x double> %t3 to <8 x i64>
              %t6 = and <8 x i64> %t5, splat (i64 9218868437227405312)
              %t7 = icmp eq <8 x i64> %t6, zeroinitializer
              %t8 = bitcast <8 x i1> %t7 to i8
              %t9 = icmp ne i8 %t8, 0
              br i1 %t9, label %quotient0.small, label %quotient0.end, !prof !0
            quotient0.small:
              %t10 = call <8 x double> @llvm.fabs.v8f64(<8 x double> %t3)
              %t11 = fcmp olt <8 x double> %t10, splat (double 0x0010000000000000)
              %t12 = fcmp une <8 x double> %t2, zeroinitializer
              %t13 = and <8 x i1> %t11, %t12
              %t14 = bitcast <8 x i1> %t13 to i8
              %t15 = icmp ne i8 %t14, 0
              br i1 %t15, label %quotient0.divided, label %quotient0.end
            quotient0.divided:
              %t16 = fdiv <8 x double> %t2, splat (double 0x4024000000000000)
              store <8 x double> %t16, ptr %quotient0
              br label %quotient0.end
            quotient0.end:
              %t17 = load <8 x double>, ptr %quotient0
            """);
  }

  @Test
  void whatIsTheSameAllAlongIsComputedBeforeTheLoop() {
    assertThat(vectorOf(Loops.of("a * (s / 3)")))
        .isEqualTo(
            """
              %t0 = load ptr, ptr %source.0
              %t1 = getelementptr double, ptr %t0, i64 %position
              %t2 = load <8 x double>, ptr %t1, align 8
              %t3 = fmul <8 x double> %t2, %t4
            """);
  }

  @Test
  void aWhereIsASelection() {
    assertThat(vectorOf(Loops.of("where(a > b, a, b)")))
        .endsWith(
            """
              %t6 = fcmp ogt <8 x double> %t2, %t5
              %t7 = select <8 x i1> %t6, <8 x double> %t2, <8 x double> %t5
            """);
  }

  @Test
  void aLookupGathersFromAConstantAtIndicesWithinIt() {
    Table table = Table.of("table", LongStream.range(0, 32).asDoubleStream().toArray());
    assertThat(vectorOf(of(DataType.INT64, new Operation.Lookup(table, 0))))
        .endsWith(
            """
              %t3 = and <8 x i64> %t2, splat (i64 31)
              %t4 = getelementptr double, ptr @table.0, <8 x i64> %t3
              %t5 = call <8 x double> @llvm.masked.gather.v8f64.v8p0(<8 x ptr> %t4, i32 8, <8 x i1> splat (i1 true), <8 x double> poison)
            """);
  }

  @Test
  void aLookupInASmallTableIsAPermutation() {
    Table quarters = Table.of("quarters", 0.0, 0.25, 0.5, 0.75);
    assertThat(vectorOf(of(DataType.INT64, new Operation.Lookup(quarters, 0))))
        .endsWith(
            """
              %t3 = call <8 x double> @llvm.x86.avx512.permvar.df.512(<8 x double> <double 0x0000000000000000, double 0x3FD0000000000000, double 0x3FE0000000000000, double 0x3FE8000000000000, double 0x0000000000000000, double 0x3FD0000000000000, double 0x3FE0000000000000, double 0x3FE8000000000000>, <8 x i64> %t2)
            """);
    Table longs = Table.of("longs", LongStream.range(0, 16).toArray());
    assertThat(vectorOf(of(DataType.INT64, new Operation.Lookup(longs, 0))))
        .endsWith(
            """
              %t3 = call <8 x i64> @llvm.x86.avx512.vpermi2var.q.512(<8 x i64> <i64 0, i64 1, i64 2, i64 3, i64 4, i64 5, i64 6, i64 7>, <8 x i64> %t2, <8 x i64> <i64 8, i64 9, i64 10, i64 11, i64 12, i64 13, i64 14, i64 15>)
            """);
    Table ints = Table.of("ints", IntStream.range(0, 16).toArray());
    assertThat(vectorOf(of(DataType.INT32, new Operation.Lookup(ints, 0))))
        .contains("%t4 = call <16 x i32> @llvm.x86.avx512.permvar.si.512(")
        .endsWith(
            """
              %t5 = shufflevector <16 x i32> %t4, <16 x i32> poison, <8 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7>
            """);
  }

  @Test
  void whatIsRarelyNeededStandsBehindABranch() {
    assertThat(
            vectorOf(
                of(
                    DataType.FLOAT64,
                    new Operation.Compare(Comparison.NOT_EQUAL, 0, 0, DataType.FLOAT64),
                    doubled(0),
                    doubled(2),
                    doubled(3),
                    doubled(4),
                    new Operation.Select(1, 5, 0, DataType.FLOAT64, Likelihood.RARE))))
        .endsWith(
            """
              %t3 = fcmp une <8 x double> %t2, %t2
              store <8 x double> %t2, ptr %rare.6
              %t4 = bitcast <8 x i1> %t3 to i8
              %t5 = icmp ne i8 %t4, 0
              br i1 %t5, label %rare0, label %usual1, !prof !0
            rare0:
              %t6 = fadd <8 x double> %t2, %t2
              %t7 = fadd <8 x double> %t6, %t6
              %t8 = fadd <8 x double> %t7, %t7
              %t9 = fadd <8 x double> %t8, %t8
              %t10 = select <8 x i1> %t3, <8 x double> %t9, <8 x double> %t2
              store <8 x double> %t10, ptr %rare.6
              br label %usual1
            usual1:
              %t11 = load <8 x double>, ptr %rare.6
            """);
  }

  @Test
  void twoMasksAreTestedTogether() {
    String ir = new LoopEmitter(LoopForm.of(Loops.of("a / 10")), new Vectors(16), TRAITS).emit();
    assertThat(ir)
        .containsPattern(
            """
              (%t\\d+) = shufflevector <16 x i1> (%t\\d+), <16 x i1> poison, <8 x i32> .*
              (%t\\d+) = shufflevector <16 x i1> \\2, <16 x i1> poison, <8 x i32> .*
              (%t\\d+) = or <8 x i1> \\1, \\3
              (%t\\d+) = bitcast <8 x i1> \\4 to i8
              (%t\\d+) = icmp ne i8 \\5, 0
              br i1 \\6, label %quotient0.small.*
            """);
  }

  @Test
  void selectsSideBySideStandBehindOneBranch() {
    assertThat(
            vectorOf(
                of(
                    DataType.FLOAT64,
                    new Operation.Compare(Comparison.NOT_EQUAL, 0, 0, DataType.FLOAT64),
                    doubled(0),
                    doubled(2),
                    doubled(3),
                    doubled(4),
                    new Operation.Select(1, 4, 0, DataType.FLOAT64, Likelihood.RARE),
                    new Operation.Select(1, 5, 6, DataType.FLOAT64, Likelihood.RARE))))
        .contains(
            """
              store <8 x double> %t2, ptr %rare.6
              store <8 x double> %t2, ptr %rare.7
              %t4 = bitcast <8 x i1> %t3 to i8
              %t5 = icmp ne i8 %t4, 0
              br i1 %t5, label %rare0, label %usual1, !prof !0
            """)
        .endsWith(
            """
              %t10 = select <8 x i1> %t3, <8 x double> %t8, <8 x double> %t2
              %t11 = select <8 x i1> %t3, <8 x double> %t9, <8 x double> %t10
              store <8 x double> %t10, ptr %rare.6
              store <8 x double> %t11, ptr %rare.7
              br label %usual1
            usual1:
              %t12 = load <8 x double>, ptr %rare.6
              %t13 = load <8 x double>, ptr %rare.7
            """);
  }

  @Test
  void aSelectFarFromItsRegionTakesWhatThatLeaves() {
    assertThat(
            vectorOf(
                of(
                    DataType.FLOAT64,
                    new Operation.Compare(Comparison.NOT_EQUAL, 0, 0, DataType.FLOAT64),
                    doubled(0),
                    doubled(2),
                    doubled(3),
                    doubled(4),
                    new Operation.Unary(UnaryOperation.NEGATE, 0, DataType.FLOAT64),
                    new Operation.Select(1, 5, 6, DataType.FLOAT64, Likelihood.RARE))))
        .endsWith(
            """
              store <8 x double> %t9, ptr %rare.5
              br label %usual1
            usual1:
              %t10 = load <8 x double>, ptr %rare.5
              %t11 = fneg <8 x double> %t2
              %t12 = select <8 x i1> %t3, <8 x double> %t10, <8 x double> %t11
            """);
  }

  private static Operation doubled(int operand) {
    return new Operation.Binary(
        BinaryOperation.ADD, operand, operand, DataType.FLOAT64, Operation.NO_ORIGIN);
  }

  @Test
  void aDivisorIsCheckedBeforeTheDivision() {
    assertThat(vectorOf(Loops.of("i // j")))
        .contains(
            """
              %t6 = icmp eq <8 x i64> %t5, zeroinitializer
              %t7 = select <8 x i1> %t6, <8 x i64> splat (i64 1), <8 x i64> %t5
            """)
        .endsWith(
            """
              %t49 = select <8 x i1> %t6, <8 x i64> zeroinitializer, <8 x i64> %t48
              %t50 = and <8 x i1> %t6, %active
              %t51 = bitcast <8 x i1> %t50 to i8
              %t52 = icmp ne i8 %t51, 0
              br i1 %t52, label %faulted, label %sound, !prof !0
            sound:
            """);
  }

  @Test
  void aModuloByAConstantIsAMultiplication() {
    assertThat(vectorOf(Loops.of("i % 1000")))
        .contains(
            """
            division0.fast:
              %t31 = sitofp <8 x i64> %t2 to <8 x double>
              %t32 = fadd <8 x double> %t31, splat (double 0x3FE0000000000000)
              %t33 = fmul <8 x double> %t32, splat (double 0x3F50624DD2F1A9FC)
              %t34 = call <8 x double> @llvm.floor.v8f64(<8 x double> %t33)
              %t35 = fneg <8 x double> %t34
            """)
        .doesNotContain("faulted");
  }

  @Test
  void aModuloByAPowerOfTwoIsAMask() {
    assertThat(vectorOf(Loops.of("i % 8"))).endsWith("  %t3 = and <8 x i64> %t2, splat (i64 7)\n");
  }

  @Test
  void aMaskedSumReplacesWhatTakesNoPartByZero() {
    assertThat(vectorOf(Loops.last(Loops.REQUESTS.reduceWhere("m", "sum(a)"))))
        .contains(
            """
              %t7 = and <8 x i1> %t3, %active
              %t8 = select <8 x i1> %t7, <8 x double> %t6, <8 x double> splat (double 0x0000000000000000)
              %t9 = load <8 x double>, ptr %sum0
              %t10 = load <8 x double>, ptr %errors0
              %t11 = load <8 x i64>, ptr %lost0
              %t12 = fadd <8 x double> %t9, %t8
              %t13 = fsub <8 x double> %t12, %t9
              %t14 = fsub <8 x double> %t12, %t13
              %t15 = fsub <8 x double> %t9, %t14
              %t16 = fsub <8 x double> %t8, %t13
              %t17 = fadd <8 x double> %t15, %t16
              %t18 = fadd <8 x double> %t10, %t17
              %t19 = fsub <8 x double> %t18, %t10
              %t20 = bitcast <8 x double> %t19 to <8 x i64>
              %t21 = bitcast <8 x double> %t17 to <8 x i64>
              %t22 = xor <8 x i64> %t20, %t21
              %t23 = fsub <8 x double> %t18, %t17
              %t24 = bitcast <8 x double> %t23 to <8 x i64>
              %t25 = bitcast <8 x double> %t10 to <8 x i64>
              %t26 = xor <8 x i64> %t24, %t25
              %t27 = or <8 x i64> %t22, %t26
              %t28 = or <8 x i64> %t11, %t27
              store <8 x double> %t12, ptr %sum0
              store <8 x double> %t18, ptr %errors0
              store <8 x i64> %t28, ptr %lost0
            """);
  }

  @Test
  void aFilterCompressesVectors() {
    assertThat(vectorOf(Loops.last(Loops.REQUESTS.filter("i < 50", Map.of("y", "i")))))
        .endsWith(
            """
              %t3 = icmp slt <8 x i64> %t2, splat (i64 50)
              %t4 = and <8 x i1> %t3, %active
              %t5 = load i64, ptr %kept_variable
              %t6 = load ptr, ptr %column.0
              %t7 = getelementptr i64, ptr %t6, i64 %t5
              %t8 = call <8 x i64> @llvm.experimental.vector.compress.v8i64(<8 x i64> %t2, <8 x i1> %t4, <8 x i64> poison)
              store <8 x i64> %t8, ptr %t7, align 8
              %t9 = bitcast <8 x i1> %t4 to i8
              %t10 = call i8 @llvm.ctpop.i8(i8 %t9)
              %t11 = zext i8 %t10 to i64
              %t12 = add i64 %t5, %t11
              store i64 %t12, ptr %kept_variable
            """);
  }

  /// A loop that loads an array as operation 0 and stores the last of the others.
  private static Loop of(DataType type, Operation... operations) {
    List<Operation> all = new ArrayList<>(List.of(new Operation.Load(0, type)));
    all.addAll(List.of(operations));
    return new Loop(
        new Space(Shape.of(100), List.of(0)),
        List.of(100L),
        1,
        List.of(new Operand(0, List.of(1L))),
        all,
        List.of(new Sink.Store(all.size() - 1, 1)));
  }

  /// Without what asks for later elements.
  private static String vectorOf(Loop loop) {
    return renumbered(PREFETCH.matcher(vectorWithPrefetchOf(loop)).replaceAll(""));
  }

  private static String vectorWithPrefetchOf(Loop loop) {
    String ir = new LoopEmitter(LoopForm.of(loop), new Vectors(8), TRAITS).emit();
    String first = "  %is_whole = load i1, ptr %whole_variable\n";
    int start = ir.indexOf(first) + first.length();
    int streaming = ir.indexOf("  br i1 %streaming", start);
    int end = streaming < 0 ? ir.indexOf("  %next =", start) : streaming;
    return renumbered(ir.substring(start, end));
  }

  private static String renumbered(String ir) {
    Map<String, String> names = new LinkedHashMap<>();
    return VALUE
        .matcher(ir)
        .replaceAll(value -> names.computeIfAbsent(value.group(), _ -> "%t" + names.size()));
  }
}
