package io.parallax.program;

import io.parallax.language.Parser;
import io.parallax.language.Printer;
import io.parallax.language.Weakness;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import java.util.List;
import java.util.Map;

/// The texts, input types and mode of overflow that a [Program] is lowered from, without any tree:
/// all that another process needs to lower the program again. Equal canonical sources give programs
/// that differ only in the error positions within the caller's own texts.
///
/// @param texts the texts; in the forms FILTER_… and REDUCE_WHERE the condition is the first
/// @param definitions named expressions that the texts may use
/// @param inputs the types of the inputs that texts and definitions mention, by name
/// @param overflow what happens where an integer result does not fit its type
/// @param weak how some of these inputs are weak, by name
/// @param functions the caller's own functions, and how they run
public record ProgramSource(
    Form form,
    List<Text> texts,
    List<Text> definitions,
    Map<String, ArrayType> inputs,
    Overflow overflow,
    Map<String, Weakness> weak,
    Functions functions) {
  /// The kind of request that the texts are part of.
  public enum Form {
    EVALUATE,
    FILTER_VALUES,
    FILTER_INDICES,
    FILTER_MASK,
    FILTER_COUNT,
    REDUCE,
    REDUCE_WHERE,
    /// The text is a call of one of the functions.
    MAP
  }

  /// Functions of the caller's in text.
  ///
  /// @param text all of them in canonical form; empty if there are none
  /// @param maximumTrips the trips that all loops of one item may make together
  /// @param collectsFailures whether every item of a call runs, whatever faults before it; only in
  ///   the form MAP
  public record Functions(String text, long maximumTrips, boolean collectsFailures) {
    /// No functions.
    public static final Functions NONE = new Functions("", Invocation.DEFAULT_MAXIMUM_TRIPS, false);
  }

  /// An expression in text, and the name of its result or of what it defines.
  public record Text(String name, String expression) {
    private Text canonical() {
      return new Text(name, Printer.print(Parser.parse(expression)));
    }
  }

  public ProgramSource {
    texts = List.copyOf(texts);
    definitions = List.copyOf(definitions);
    inputs = Map.copyOf(inputs);
    weak = Map.copyOf(weak);
  }

  /// A source without functions.
  public ProgramSource(
      Form form,
      List<Text> texts,
      List<Text> definitions,
      Map<String, ArrayType> inputs,
      Overflow overflow,
      Map<String, Weakness> weak) {
    this(form, texts, definitions, inputs, overflow, weak, Functions.NONE);
  }

  /// A source without definitions, weak inputs and functions.
  public ProgramSource(
      Form form, List<Text> texts, Map<String, ArrayType> inputs, Overflow overflow) {
    this(form, texts, List.of(), inputs, overflow, Map.of());
  }

  /// The same source with every text in canonical form.
  public ProgramSource canonical() {
    return new ProgramSource(
        form,
        texts.stream().map(Text::canonical).toList(),
        definitions.stream().map(Text::canonical).toList(),
        inputs,
        overflow,
        weak,
        functions);
  }
}
