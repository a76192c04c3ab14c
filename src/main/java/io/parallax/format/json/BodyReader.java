package io.parallax.format.json;

import io.parallax.array.Input;
import io.parallax.benchmark.BenchmarkRequest;
import io.parallax.benchmark.BenchmarkRequest.Work;
import io.parallax.benchmark.Suite;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.Diagnosis;
import io.parallax.compute.Options;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayLimits;
import io.parallax.format.DatasetContent;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.ExplainRequest.Show;
import io.parallax.format.OutputOptions;
import io.parallax.memory.Reservation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// Reads one body; each method starts at the first token of an object and ends at its last. Used
/// once.
final class BodyReader {
  private static final String SHOW = "show";
  private static final String SUITE = "suite";

  private final JsonCursor cursor;
  private final ComputeProperties limits;
  private final ArrayLimits inputLimits;
  private final Reservation reservation;
  private final Predicate<Options> sharing;
  private final InputReader inputReader;

  private String text = "";
  private String functions = ComputeRequest.NO_FUNCTIONS;
  private @Nullable String call;
  private @Nullable String where;
  private Map<String, Input> inputs = Map.of();
  private final List<String> inputNames = new ArrayList<>();
  private final Map<String, ComputeException> wrong = new LinkedHashMap<>();
  private Map<String, String> expressions = Map.of();
  private Map<String, String> let = Map.of();
  private Returned returned = Returned.VALUES;
  private Options options = Options.DEFAULT;
  private OutputOptions output = OutputOptions.DEFAULT;

  /// @param inputReader reads inputs at the same cursor
  /// @param inputLimits those of the inputs
  /// @param sharing whether the arrays of a request with these options are best placed in shared
  ///   memory
  BodyReader(
      JsonCursor cursor,
      Reservation reservation,
      ComputeProperties limits,
      InputReader inputReader,
      ArrayLimits inputLimits,
      Predicate<Options> sharing) {
    this.cursor = cursor;
    this.reservation = reservation;
    this.sharing = sharing;
    this.limits = limits;
    this.inputLimits = inputLimits;
    this.inputReader = inputReader;
  }

  Decoded evaluate() {
    return told(this::readEvaluate);
  }

  private Decoded readEvaluate() {
    Fields fields =
        readFields("expression", "expressions", "let", "functions", "inputs", "options", "output");
    if (!fields.has("expression") && expressions.isEmpty()) {
      throw fields.refused(
          ErrorCode.INVALID_ARGUMENT,
          "the field \"expression\" is missing (or name several in \"expressions\")");
    }
    if (fields.has("expression") && expressions.size() == limits.expressions()) {
      throw fields.refused(
          ErrorCode.TOO_LARGE,
          "there are more than %d expressions: \"expression\" is one of them"
              .formatted(limits.expressions()));
    }
    return new Decoded(
        new ComputeRequest.Evaluate(
            fields.has("expression") ? text : null, expressions, let, functions, inputs, options),
        output);
  }

  Decoded filter() {
    return told(this::readFilter);
  }

  private Decoded readFilter() {
    readFields("predicate", "let", "functions", "inputs", "select", "return", "options", "output")
        .require("predicate");
    return new Decoded(
        new ComputeRequest.Filter(text, let, functions, inputs, expressions, returned, options),
        output);
  }

  Decoded reduce() {
    return told(this::readReduce);
  }

  private Decoded readReduce() {
    readFields("let", "functions", "inputs", "where", "reductions", "options", "output")
        .require("reductions");
    return new Decoded(
        new ComputeRequest.Reduce(let, functions, inputs, where, expressions, options), output);
  }

  Decoded map() {
    return told(this::readMap);
  }

  private Decoded readMap() {
    readFields("functions", "call", "inputs", "options", "output").require("functions");
    return new Decoded(new ComputeRequest.Mapping(functions, call, inputs, options), output);
  }

  /// Reads the columns of a dataset, or a request whose results are the columns.
  DatasetContent dataset() {
    Decoded decoded = told(this::readDataset);
    return expressions.isEmpty()
        ? new DatasetContent.Columns(inputs)
        : new DatasetContent.Selection((ComputeRequest.Evaluate) decoded.request());
  }

  private Decoded readDataset() {
    Fields fields = readFields("select", "let", "functions", "inputs", "options");
    if (expressions.isEmpty()) {
      if (inputs.isEmpty() && wrong.isEmpty()) {
        throw fields.refused(
            ErrorCode.INVALID_ARGUMENT,
            "a dataset needs columns: arrays or generators by their names in \"inputs\", or"
                + " expressions in \"select\"");
      }
      for (String field : List.of("let", "functions", "options")) {
        if (fields.has(field)) {
          throw fields.refused(
              ErrorCode.INVALID_ARGUMENT,
              "\"" + field + "\" is for expressions, which \"select\" has: there is none");
        }
      }
    }
    return new Decoded(
        new ComputeRequest.Evaluate(null, expressions, let, functions, inputs, options), output);
  }

  /// Reads a request. If inputs are wrong, all of them are told together, with every unknown name
  /// of the request's texts.
  private Decoded told(Supplier<Decoded> request) {
    String pointer = cursor.pointer();
    Decoded decoded;
    try {
      decoded = request.get();
    } catch (JacksonIOException broken) {
      throw broken;
    } catch (ComputeException | JacksonException later) {
      if (wrong.isEmpty()) {
        throw later;
      }
      throw together(List.of());
    }
    if (wrong.isEmpty()) {
      return decoded;
    }
    throw together(
        Diagnosis.unknownNames(decoded.request(), wrong.keySet()).stream()
            .map(failure -> failure.below(pointer))
            .toList());
  }

  private ComputeException together(List<ComputeException> more) {
    List<ComputeException> all = new ArrayList<>(wrong.values());
    all.addAll(more);
    return all.getFirst().with(all.subList(1, all.size()));
  }

  ExplainRequest explain() {
    Fields fields = cursor.fields("evaluate", "filter", "reduce", "map", SHOW);
    Optional<Decoded> decoded = Optional.empty();
    Set<Show> show = Set.of();
    for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
      if (name.get().equals(SHOW)) {
        show = show();
      } else if (decoded.isPresent()) {
        throw cursor.at(
            ErrorCode.INVALID_ARGUMENT,
            "only one of evaluate, filter, reduce and map can be explained at a time");
      } else {
        decoded = Optional.of(operation(name.get()));
      }
    }
    if (decoded.isEmpty()) {
      throw fields.refused(
          ErrorCode.INVALID_ARGUMENT,
          "one of the fields is needed: evaluate, filter, reduce or map");
    }
    return new ExplainRequest(decoded.get().request(), show);
  }

  /// Reads a request to be compared on executors, under the name of its operation, or the name of a
  /// suite.
  BenchmarkRequest benchmark() {
    Fields fields =
        cursor.fields(
            "evaluate",
            "filter",
            "reduce",
            "map",
            SUITE,
            "sizes",
            "strategies",
            "repetitions",
            "warmUp");
    Optional<Decoded> decoded = Optional.empty();
    Optional<Suite> suite = Optional.empty();
    List<Long> sizes = BenchmarkRequest.DEFAULT_SIZES;
    List<String> strategies = List.of();
    int repetitions = BenchmarkRequest.DEFAULT_REPETITIONS;
    int warmUps = BenchmarkRequest.DEFAULT_WARM_UPS;
    for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
      switch (name.get()) {
        case SUITE -> suite = Optional.of(Suite.of(cursor.choice(Suite.labels())));
        case "sizes" ->
            sizes =
                list("sizes", () -> cursor.number(1, Long.MAX_VALUE)).stream().sorted().toList();
        case "strategies" -> strategies = list("names of strategies", cursor::text);
        case "repetitions" -> repetitions = cursor.integer(1, Integer.MAX_VALUE);
        case "warmUp" -> warmUps = cursor.integer(0, Integer.MAX_VALUE);
        default -> {
          if (decoded.isPresent()) {
            throw cursor.at(
                ErrorCode.INVALID_ARGUMENT,
                "only one of evaluate, filter, reduce and map can be compared at a time");
          }
          decoded = Optional.of(operation(name.get()));
        }
      }
    }
    if (decoded.isPresent() == suite.isPresent()) {
      throw fields.refused(
          ErrorCode.INVALID_ARGUMENT,
          "exactly one of the fields is needed: evaluate, filter, reduce, map, or suite");
    }
    List<Work> works =
        decoded.isPresent()
            ? List.of(work(decoded.get().request(), sizes))
            : suite.orElseThrow().works();
    return new BenchmarkRequest(works, strategies, repetitions, warmUps);
  }

  private static Work work(ComputeRequest request, List<Long> sizes) {
    return new Work(request.operation(), request, "/" + request.operation(), sizes);
  }

  /// Reads an array of at least one value.
  private <T> List<T> list(String what, Supplier<T> value) {
    if (cursor.token() != JsonToken.START_ARRAY) {
      throw cursor.argument("an array of " + what);
    }
    List<T> values = new ArrayList<>();
    while (cursor.next() != JsonToken.END_ARRAY) {
      if (values.size() == BenchmarkRequest.MOST_LISTED) {
        throw cursor.at(
            ErrorCode.TOO_LARGE,
            "there are more than " + BenchmarkRequest.MOST_LISTED + " " + what);
      }
      values.add(value.get());
    }
    if (values.isEmpty()) {
      throw cursor.at(ErrorCode.INVALID_ARGUMENT, "name at least one of the " + what);
    }
    return values;
  }

  private Set<Show> show() {
    if (cursor.token() != JsonToken.START_ARRAY) {
      throw cursor.argument("an array of \"" + String.join("\", \"", Show.labels()) + "\"");
    }
    Set<Show> show = EnumSet.noneOf(Show.class);
    while (cursor.next() != JsonToken.END_ARRAY) {
      show.add(Show.of(cursor.choice(Show.labels())));
    }
    return show;
  }

  private Decoded operation(String name) {
    return switch (name) {
      case "evaluate" -> evaluate();
      case "filter" -> filter();
      case "reduce" -> reduce();
      case "map" -> map();
      default -> throw new AssertionError(name);
    };
  }

  private Fields readFields(String... known) {
    Fields fields = cursor.fields(known);
    for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
      readField(name.get());
    }
    if (inputReader.isFetching()) {
      inputs = withFetched(inputs);
    }
    return fields;
  }

  private void readField(String name) {
    switch (name) {
      case "expression", "predicate" -> text = cursor.text();
      case "where" -> where = cursor.text();
      case "functions" -> functions = cursor.text();
      case "call" -> call = cursor.text();
      case "inputs" -> inputs = inputs();
      case "expressions", "reductions" ->
          expressions = named(limits.expressions(), name, _ -> cursor.text());
      case "select" ->
          expressions = named(limits.expressions(), "expressions of select", _ -> cursor.text());
      case "let" -> let = named(limits.expressions(), "definitions of let", _ -> cursor.text());
      case "return" ->
          returned = Returned.valueOf(cursor.choice(Returned.labels()).toUpperCase(Locale.ROOT));
      case "options" -> readOptions();
      case "output" -> output = OptionsReader.output(cursor);
      default -> throw new AssertionError(name);
    }
  }

  /// Reads the options. If the executor wants shared memory, arrays that are read later are placed
  /// there.
  private void readOptions() {
    options = OptionsReader.options(cursor);
    if (sharing.test(options)) {
      reservation.share();
    }
  }

  /// Reads the inputs without those that are wrong.
  private Map<String, Input> inputs() {
    return named(inputLimits.arrays(), "inputs", this::inputUnlessWrong);
  }

  /// The inputs with those that had to be fetched, in the request's order. Called when everything
  /// else has been read, because the request's time counts, too.
  private Map<String, Input> withFetched(Map<String, Input> read) {
    Map<String, Input> all = new LinkedHashMap<>();
    for (String name : inputNames) {
      Input input =
          inputReader.isFetching(name)
              ? unlessWrong(name, () -> inputReader.fetched(name, options.timeout()))
              : read.get(name);
      if (input != null) {
        all.put(name, input);
      }
    }
    return all;
  }

  /// Reads an input, or notes and passes over one that is wrong.
  ///
  /// @return null also for an input that is being fetched
  private @Nullable Input inputUnlessWrong(String name) {
    inputNames.add(name);
    int level = cursor.level();
    Input input = unlessWrong(name, () -> inputReader.read(name));
    if (wrong.containsKey(name)) {
      cursor.leave(level);
    }
    return input;
  }

  private @Nullable Input unlessWrong(String name, Supplier<@Nullable Input> reading) {
    try {
      return reading.get();
    } catch (ComputeException failure) {
      boolean isOfTheInput =
          switch (failure.code().category()) {
            case SEMANTICS -> true;
            case SYNTAX -> failure.code() == ErrorCode.UNKNOWN_FIELD;
            case FORMAT, ABSENCE, SIZE, CAPACITY, SOURCE, DEADLINE, CANCELLATION, INTERNAL -> false;
          };
      if (!isOfTheInput) {
        throw failure;
      }
      wrong.put(name, failure);
      return null;
    }
  }

  /// Reads an object with arbitrary names. Returns the values by name, in order, without those that
  /// are null.
  ///
  /// @param what the names are those of, for messages
  /// @param value reads the value of a name at the current token
  private <T> Map<String, T> named(int most, String what, Function<String, @Nullable T> value) {
    if (cursor.token() != JsonToken.START_OBJECT) {
      throw cursor.argument("an object of names and values");
    }
    Map<String, T> named = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    while (cursor.next() != JsonToken.END_OBJECT) {
      String name = cursor.name();
      if (!names.add(name)) {
        throw cursor.duplicate(name);
      }
      if (names.size() > most) {
        throw cursor.at(ErrorCode.TOO_LARGE, "there are more than " + most + " " + what);
      }
      if (name.length() > limits.nameLength()) {
        throw cursor.at(
            ErrorCode.TOO_LARGE, "a name has more than " + limits.nameLength() + " characters");
      }
      cursor.next();
      T read = value.apply(name);
      if (read != null) {
        named.put(name, read);
      }
    }
    return named;
  }
}
