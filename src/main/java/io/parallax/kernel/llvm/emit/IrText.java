package io.parallax.kernel.llvm.emit;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The text of a function in LLVM's intermediate language, written from top to bottom.
///
/// Variables are memory of the function (`alloca`). LLVM turns this memory into registers, so the
/// emitters need no `phi`s.
public final class IrText {
  private final StringBuilder variables = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private final StringBuilder globals = new StringBuilder();
  private final SortedSet<String> declarations = new TreeSet<>();
  private int values;
  private int labels;

  /// Writes `%tN = instruction`.
  ///
  /// @return the new value's name
  public String let(String instruction) {
    String name = "%t" + values++;
    let(name, instruction);
    return name;
  }

  public void let(String name, String instruction) {
    code.append("  ").append(name).append(" = ").append(instruction).append('\n');
  }

  public void line(String instruction) {
    code.append("  ").append(instruction).append('\n');
  }

  /// Starts a block. The block before must have ended in a branch.
  public void label(String label) {
    code.append(label).append(":\n");
  }

  /// A label that is used nowhere else.
  public String freshLabel(String stem) {
    return stem + labels++;
  }

  public void jump(String label) {
    line("br label %" + label);
  }

  public void branch(String condition, String whenTrue, String whenFalse) {
    line("br i1 " + condition + ", label %" + whenTrue + ", label %" + whenFalse);
  }

  /// A branch whose condition hardly ever holds.
  public void branchRarely(String condition, String rare, String usual) {
    line("br i1 " + condition + ", label %" + rare + ", label %" + usual + ", !prof !0");
  }

  /// An argument of an intrinsic, such as `<8 x double>` and `%a`.
  public record Argument(String type, String value) {
    @Override
    public String toString() {
      return type + " " + value;
    }
  }

  /// Calls an intrinsic and declares it.
  public String call(String result, String name, Argument... arguments) {
    return let(callText(result, name, arguments));
  }

  public void callVoid(String name, Argument... arguments) {
    line(callText("void", name, arguments));
  }

  /// Adds a constant to the module, which no other module sees.
  ///
  /// @param content the type and the value
  public void global(String name, String content, int alignment) {
    globals
        .append(name)
        .append(" = private unnamed_addr constant ")
        .append(content)
        .append(", align ")
        .append(alignment)
        .append('\n');
  }

  private String callText(String result, String name, Argument... arguments) {
    String types = Arrays.stream(arguments).map(Argument::type).collect(Collectors.joining(", "));
    declarations.add("declare " + result + " @" + name + "(" + types + ")");
    String values =
        Arrays.stream(arguments).map(Argument::toString).collect(Collectors.joining(", "));
    return "call " + result + " @" + name + "(" + values + ")";
  }

  /// Reserves memory of the function.
  ///
  /// @return its address
  public String variable(String name, String type) {
    variables.append("  ").append(name).append(" = alloca ").append(type).append(", align 64\n");
    return name;
  }

  public String load(String type, String address) {
    return let("load " + type + ", ptr " + address);
  }

  public void store(String type, String value, String address) {
    line("store " + type + " " + value + ", ptr " + address);
  }

  /// The address of an element.
  public String element(String type, String base, String index) {
    return let("getelementptr " + type + ", ptr " + base + ", i64 " + index);
  }

  public String variables() {
    return variables.toString();
  }

  public String code() {
    return code.toString();
  }

  public String globals() {
    return globals.toString();
  }

  public String declarations() {
    return declarations.isEmpty() ? "" : String.join("\n", declarations) + "\n";
  }
}
