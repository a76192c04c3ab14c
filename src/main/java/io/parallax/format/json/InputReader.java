package io.parallax.format.json;

import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayLimits;
import io.parallax.format.Nulls;
import io.parallax.format.RemoteInputs;
import io.parallax.format.StoredColumns;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads an input. An input is a scalar, nested arrays, an object with `values` and optionally
/// `dtype` and `shape`, in any order (with `nulls` after `dtype` and before `values`), an object
/// with a generator and optionally `dtype`, an object with a `dataset` and its `column`, or an
/// object with a `url` and optionally `column`. What is at an address is fetched while others are
/// read, and is to be asked for afterwards ([#fetched]); closing gives up what was not.
///
/// An empty `shape` beside any number of values but one counts as absent, because some generated
/// clients send an empty list for one that was not set.
final class InputReader implements AutoCloseable {
  private static final String DATASET = "dataset";
  private static final String URL = "url";
  private static final String COLUMN = "column";

  private final JsonCursor cursor;
  private final Reservation reservation;
  private final ArrayLimits limits;
  private final long elementLimit;
  private final StoredColumns datasets;
  private final RemoteInputs addresses;
  private final Deadline deadline;
  private final Map<String, Fetching> fetches = new LinkedHashMap<>();

  /// @param limits of the arrays
  /// @param deadline of opening a dataset and of fetching
  InputReader(
      JsonCursor cursor,
      Reservation reservation,
      ArrayLimits limits,
      StoredColumns datasets,
      RemoteInputs addresses,
      Deadline deadline) {
    this.cursor = cursor;
    this.reservation = reservation;
    this.limits = limits;
    this.elementLimit = limits.elements();
    this.addresses = addresses;
    this.datasets = datasets;
    this.deadline = deadline;
  }

  /// An input on its way.
  ///
  /// @param pointer to its address
  private record Fetching(String pointer, RemoteInputs.Fetch fetch) {}

  /// Whether some input is to be asked for.
  boolean isFetching() {
    return !fetches.isEmpty();
  }

  boolean isFetching(String name) {
    return fetches.containsKey(name);
  }

  /// Waits for an input that is being fetched.
  ///
  /// @param timeout of the request, from its arrival; empty where it names none
  Input fetched(String name, Optional<Duration> timeout) {
    Fetching fetching = Objects.requireNonNull(fetches.get(name));
    try {
      return fetching
          .fetch()
          .await(limits, reservation, timeout.map(deadline::within).orElse(deadline));
    } catch (ComputeException failure) {
      throw failure.atPointer(fetching.pointer());
    }
  }

  @Override
  public void close() {
    fetches.values().forEach(each -> each.fetch().close());
  }

  /// Reads the input with this name at the current token, and waits for it where it is fetched.
  Input readNow(String name) {
    Input input = read(name);
    return input == null ? fetched(name, Optional.empty()) : input;
  }

  /// Reads the input with this name at the current token.
  ///
  /// @return null for an input that is being fetched from now on
  @Nullable Input read(String name) {
    return cursor.token() == JsonToken.START_OBJECT
        ? new Description(name).read()
        : finish(literal(Optional.empty()), Optional.empty(), Optional.empty());
  }

  private Literal literal(Optional<StorageType> declared) {
    String start = cursor.pointer();
    return cursor
        .scan(declared, elementLimit, reservation)
        .map(array -> new Literal(array.elements(), array.shape(), array.firsts(), start))
        .orElseGet(
            () ->
                new LiteralReader(cursor, reservation, elementLimit, declared, new Nulls.Refused())
                    .read());
  }

  /// Reads elements of a type among which values may be missing.
  private Literal literal(StorageType declared, Nulls nulls) {
    return new LiteralReader(cursor, reservation, elementLimit, Optional.of(declared), nulls)
        .read();
  }

  private Input finish(Literal literal, Optional<Shape> shape, Optional<StorageType> type) {
    boolean isOneElement = literal.nested().elementCount() == 1;
    Optional<Shape> declared = shape.filter(given -> given.rank() > 0 || isOneElement);
    return new Input.Literal(
        literal.finish(declared, type, reservation),
        type.isPresent() ? Input.Typing.DECLARED : Input.Typing.INFERRED);
  }

  /// An input written as an object, with the fields read so far. Used once.
  private final class Description {
    private final String inputName;
    private Optional<StorageType> type = Optional.empty();
    private Optional<Shape> shape = Optional.empty();
    private @Nullable Nulls nulls;
    private @Nullable Literal literal;
    private @Nullable Generator generator;
    private @Nullable String dataset;
    private @Nullable String url;
    private @Nullable String column;
    private String pointer = "";

    Description(String inputName) {
      this.inputName = inputName;
    }

    @Nullable Input read() {
      pointer = cursor.pointer();
      Fields fields =
          cursor.fields(
              "dtype",
              "shape",
              "nulls",
              "values",
              "random",
              "range",
              "linspace",
              "constant",
              DATASET,
              URL,
              COLUMN);
      for (Optional<String> name = fields.next(); name.isPresent(); name = fields.next()) {
        readField(name.get());
      }
      if (url != null) {
        fetch(fields, url);
        return null;
      }
      if (dataset != null || column != null) {
        return stored(fields);
      }
      if (literal != null) {
        return finish(literal, shape, type);
      }
      if (generator != null) {
        return typed(generator);
      }
      throw fields.refused(
          ErrorCode.INVALID_INPUT,
          "an input needs values, or one of random, range, linspace, constant, dataset and url");
    }

    private void readField(String name) {
      switch (name) {
        case "dtype" -> type = Optional.of(storageType());
        case "shape" -> {
          requireNo(generator);
          shape = Optional.of(ShapeReader.read(cursor));
        }
        case "nulls" -> {
          requireNo(generator);
          nulls = nulls();
        }
        case "values" -> {
          requireNo(generator);
          literal = nulls == null ? literal(type) : literal(declared(nulls), nulls);
        }
        case DATASET -> dataset = cursor.text();
        case URL -> url = cursor.text();
        case COLUMN -> column = cursor.text();
        default -> {
          requireNo(generator);
          requireNo(literal);
          requireNo(shape.orElse(null));
          requireNo(nulls);
          generator = new GeneratorReader(cursor, inputName).read(name);
        }
      }
    }

    /// Begins to fetch what an address has.
    private void fetch(Fields fields, String address) {
      if (dataset != null || hasOthers()) {
        throw fields.refused(
            ErrorCode.INVALID_INPUT,
            "what an address has has its own values, dtype and shape: \"url\" and \"column\" are"
                + " the only fields");
      }
      try {
        fetches.put(
            inputName,
            new Fetching(
                pointer + "/" + URL,
                addresses.begin(address, Optional.ofNullable(column), deadline)));
      } catch (ComputeException refused) {
        throw refused.atPointer(pointer + "/" + URL);
      }
    }

    private boolean hasOthers() {
      return literal != null
          || generator != null
          || type.isPresent()
          || shape.isPresent()
          || nulls != null;
    }

    /// The column of a dataset, beside which there is no other field.
    private Input stored(Fields fields) {
      if (dataset == null) {
        throw fields.refused(
            ErrorCode.INVALID_INPUT,
            "\"column\" names a column of a \"dataset\", which is missing");
      }
      if (hasOthers()) {
        throw fields.refused(
            ErrorCode.INVALID_INPUT,
            "a column of a dataset has its own values, dtype and shape: \"dataset\" and \"column\""
                + " are the only fields");
      }
      try {
        return datasets.open(dataset, Optional.ofNullable(column), reservation, deadline);
      } catch (ComputeException refused) {
        String field =
            refused.code() == ErrorCode.UNKNOWN_COLUMN && column != null ? COLUMN : DATASET;
        throw refused.atPointer(pointer + "/" + field);
      }
    }

    private Nulls nulls() {
      if (literal != null) {
        throw cursor.at(
            ErrorCode.INVALID_ARGUMENT,
            "what is missing is no longer known here: write dtype and nulls before values");
      }
      return switch (cursor.token()) {
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> {
          try {
            yield Nulls.of(Optional.of(cursor.parser().getString()));
          } catch (ComputeException other) {
            throw other.atPointer(cursor.pointer());
          }
        }
        case START_OBJECT,
            END_OBJECT,
            START_ARRAY,
            END_ARRAY,
            PROPERTY_NAME,
            VALUE_NUMBER_FLOAT,
            VALUE_NULL,
            VALUE_EMBEDDED_OBJECT,
            NOT_AVAILABLE ->
            throw cursor.argument("\"skip\", an integer, true or false");
      };
    }

    /// The declared type, of which `nulls` is a value.
    private StorageType declared(Nulls given) {
      if (type.isEmpty()) {
        throw new ComputeException(
                ErrorCode.INVALID_ARGUMENT,
                "nulls is for arrays of a declared type: write dtype before values")
            .atPointer(pointer + "/nulls");
      }
      if (given instanceof Nulls.Replaced value) {
        try {
          value.bits(type.get());
        } catch (ComputeException refused) {
          throw refused.atPointer(pointer + "/nulls");
        }
      }
      return type.get();
    }

    private StorageType storageType() {
      return StorageType.ofLabel(cursor.choice(StorageType.labels())).orElseThrow();
    }

    private void requireNo(@Nullable Object other) {
      if (other != null) {
        throw cursor.at(
            ErrorCode.INVALID_INPUT,
            "an input has either values, with shape, or one generator, which has its own shape");
      }
    }

    private Generator typed(Generator natural) {
      try {
        return type.isEmpty() ? natural : natural.withType(type.get());
      } catch (ComputeException refused) {
        throw refused.atPointer(pointer + "/dtype");
      }
    }
  }
}
