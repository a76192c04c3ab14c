package io.parallax.format.parquet;

import dev.hardwood.metadata.ConvertedType;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.metadata.SchemaElement;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names and types of the columns of a Parquet file.
final class ParquetSchema {
  private ParquetSchema() {}

  /// A column.
  ///
  /// @param physical how its values are encoded
  record Column(String name, StorageType type, PhysicalType physical) {}

  /// The columns of a schema, whose number is bounded.
  ///
  /// @param elements the root and what is below it, in order
  /// @param sent their names as the file has them
  /// @throws ComputeException INVALID_INPUT for a column of another type, with its name;
  ///   MALFORMED_BODY for names that cannot be told apart; TOO_LARGE
  static List<Column> columns(List<SchemaElement> elements, List<String> sent, int most) {
    if (elements.isEmpty() || sent.size() != elements.size()) {
      throw ParquetFile.malformed("the Parquet file has no schema");
    }
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 1; i < elements.size(); i++) {
      SchemaElement element = elements.get(i);
      String name = sent.get(i);
      if (name.isEmpty()) {
        throw ParquetFile.malformed("column " + (columns.size() + 1) + " has no name");
      }
      if (element.isGroup()) {
        throw unread(name, "nested values", "send its parts as columns of their own");
      }
      if (element.repetitionType() == RepetitionType.REPEATED) {
        throw unread(name, "lists", "send one value in a row");
      }
      // The other name is the one that Hardwood finds the column by.
      if (!names.add(element.name())) {
        throw ParquetFile.malformed("two columns are called \"" + name + "\"");
      }
      if (columns.size() == most) {
        throw new ComputeException(ErrorCode.TOO_LARGE, "there are more than " + most + " columns");
      }
      if (element.type() == null) {
        throw ParquetFile.malformed("the column \"%s\" has no type".formatted(name));
      }
      columns.add(new Column(name, type(element, name), element.type()));
    }
    return columns;
  }

  private static StorageType type(SchemaElement element, String name) {
    @Nullable LogicalType logical = element.logicalType();
    return switch (element.type()) {
      case BOOLEAN -> StorageType.BOOL;
      case INT32, INT64 -> integer(element, name);
      case FLOAT -> StorageType.FLOAT32;
      case DOUBLE -> StorageType.FLOAT64;
      case FIXED_LEN_BYTE_ARRAY -> {
        @Nullable Integer length = element.typeLength();
        if (logical instanceof LogicalType.Float16Type && length != null && length == 2) {
          yield StorageType.FLOAT16;
        }
        throw unread(element, name);
      }
      case BYTE_ARRAY, INT96 -> throw unread(element, name);
    };
  }

  private static StorageType integer(SchemaElement element, String name) {
    int bits = element.type() == PhysicalType.INT32 ? Integer.SIZE : Long.SIZE;
    @Nullable LogicalType logical = element.logicalType();
    @Nullable ConvertedType converted = element.convertedType();
    String label;
    if (logical instanceof LogicalType.IntType type) {
      label = (type.isSigned() ? "int" : "uint") + type.bitWidth();
    } else if (logical == null && converted == null) {
      label = "int" + bits;
    } else if (logical == null && converted != null) {
      label = converted.name().toLowerCase(Locale.ROOT).replace("_", "");
    } else {
      throw unread(element, name);
    }
    StorageType type = StorageType.ofLabel(label).orElseThrow(() -> unread(element, name));
    if (type.byteWidth() > bits / Byte.SIZE
        || (bits == Long.SIZE && type.byteWidth() != Long.BYTES)) {
      throw ParquetFile.malformed(
          "the column \"%s\" has %s in %d bits".formatted(name, label, bits));
    }
    return type;
  }

  private static ComputeException unread(SchemaElement element, String name) {
    @Nullable LogicalType logical = element.logicalType();
    @Nullable ConvertedType converted = element.convertedType();
    String kind =
        logical != null
            ? logical.getClass().getSimpleName().replace("Type", "").toLowerCase(Locale.ROOT)
            : (converted != null ? converted.name() : element.type().name())
                .toLowerCase(Locale.ROOT);
    return unread(name, "the type " + kind, "leave the column out, or cast it to a number");
  }

  private static ComputeException unread(String name, String kind, String advice) {
    return new ComputeException(
        ErrorCode.INVALID_INPUT,
        "the column \"%s\" has %s, and bools, integers and floats are read: %s"
            .formatted(name, kind, advice));
  }
}
