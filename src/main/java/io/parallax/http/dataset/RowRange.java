package io.parallax.http.dataset;

import io.parallax.array.NDArray;
import io.parallax.dataset.Dataset;
import io.parallax.dataset.OpenDataset;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.format.StoredArray;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The part of a dataset that is asked for: columns, in order, and consecutive rows of them.
///
/// @param from the index of the first row
/// @param count 0 or more
record RowRange(List<Dataset.Column> columns, long from, long count) {
  static final String COLUMNS = "columns";
  static final String OFFSET = "offset";
  static final String LIMIT = "limit";

  RowRange {
    columns = List.copyOf(columns);
  }

  /// The part that the parameters of an address name: all columns and rows where they name none.
  ///
  /// @throws ComputeException INVALID_ARGUMENT with the parameter's name; UNKNOWN_COLUMN
  static RowRange of(Dataset dataset, Parameters parameters) {
    long offset = parameters.number(OFFSET, 0, Long.MAX_VALUE, 0);
    long limit = parameters.number(LIMIT, 0, Long.MAX_VALUE, Long.MAX_VALUE);
    if (offset > dataset.rows()) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "the query's parameter \"offset\" is %d, and the dataset has %d rows"
              .formatted(offset, dataset.rows()));
    }
    List<Dataset.Column> columns = columns(dataset, parameters.texts(COLUMNS));
    long count = Math.min(limit, dataset.rows() - offset);
    if (count != 1) {
      columns.stream()
          .filter(column -> column.type().shape().isScalar())
          .findFirst()
          .ifPresent(
              scalar -> {
                throw new ComputeException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the column \"%s\" is a scalar, which has no rows to choose from: leave \"offset\""
                            .formatted(scalar.name())
                        + " and \"limit\" out");
              });
    }
    return new RowRange(columns, offset, count);
  }

  private static List<Dataset.Column> columns(Dataset dataset, List<String> asked) {
    if (asked.isEmpty()) {
      return dataset.columns();
    }
    Map<String, Dataset.Column> known = new LinkedHashMap<>();
    dataset.columns().forEach(column -> known.put(column.name(), column));
    Set<String> names = new LinkedHashSet<>();
    for (String each : asked) {
      List<String> some = known.containsKey(each) ? List.of(each) : Arrays.asList(each.split(","));
      for (String name : some) {
        if (!names.add(name)) {
          throw new ComputeException(
              ErrorCode.INVALID_ARGUMENT,
              "the query's parameter \"columns\" names \"%s\" twice".formatted(name));
        }
      }
    }
    List<Dataset.Column> columns = new ArrayList<>();
    for (String name : names) {
      Dataset.Column column = known.get(name);
      if (column == null) {
        throw unknown(name, known.keySet());
      }
      columns.add(column);
    }
    return columns;
  }

  private static ComputeException unknown(String name, Set<String> known) {
    return new ComputeException(
        ErrorCode.UNKNOWN_COLUMN,
        "the query's parameter \"columns\" names \"%s\", which the dataset does not have%s"
            .formatted(
                name,
                NearestName.of(name, known)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("")));
  }

  /// The types and shapes of what is asked for, by name.
  Map<String, ArrayType> types() {
    Map<String, ArrayType> types = new LinkedHashMap<>();
    columns.forEach(
        column -> {
          Shape shape = column.type().shape();
          types.put(
              column.name(),
              shape.isScalar()
                  ? column.type()
                  : new ArrayType(column.type().storage(), rows(shape)));
        });
    return types;
  }

  private Shape rows(Shape whole) {
    List<Long> extents = new ArrayList<>(whole.extents());
    extents.set(0, count);
    return new Shape(extents);
  }

  /// What is asked for, in the dataset's files.
  Map<String, StoredArray> of(OpenDataset open) {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    for (Dataset.Column column : columns) {
      NDArray whole = open.column(column.name());
      arrays.put(
          column.name(),
          StoredArray.of(whole.shape().isScalar() ? whole : whole.rows(from, count)));
    }
    return arrays;
  }
}
