package io.parallax.format.arrow;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/// Names and types of the columns of an Arrow stream.
final class ArrowSchema {
  private ArrowSchema() {}

  /// A column.
  record Column(String name, StorageType type) {}

  /// The columns of a schema, whose number is bounded.
  ///
  /// @throws ComputeException INVALID_INPUT for a column of another type, with its name;
  ///   MALFORMED_BODY for names that cannot be told apart; TOO_LARGE
  static List<Column> columns(Schema schema, int most) {
    if (schema.endianness() != Endianness.Little) {
      throw refused("the Arrow stream is big-endian; write it little-endian");
    }
    if (schema.fieldsLength() > most) {
      throw new ComputeException(ErrorCode.TOO_LARGE, "there are more than " + most + " columns");
    }
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      Field field = schema.fields(i);
      @Nullable String name = field.name();
      if (name == null || name.isEmpty()) {
        throw ArrowFrames.malformed("column " + (i + 1) + " has no name");
      }
      if (!names.add(name)) {
        throw ArrowFrames.malformed("two columns are called \"" + name + "\"");
      }
      columns.add(new Column(name, type(field, name)));
    }
    return columns;
  }

  private static StorageType type(Field field, String name) {
    if (field.dictionary() != null) {
      throw refused(
          "the column \"%s\" is encoded with a dictionary, which is not read: decode it"
              .formatted(name));
    }
    return switch (field.typeType()) {
      case Type.Bool -> StorageType.BOOL;
      case Type.Int -> integer((Int) field.type(new Int()), name);
      case Type.FloatingPoint -> floating((FloatingPoint) field.type(new FloatingPoint()), name);
      default -> throw unread(name, typeName(field.typeType()));
    };
  }

  private static StorageType integer(@Nullable Int type, String name) {
    if (type == null) {
      throw ArrowFrames.malformed("the column \"" + name + "\" has no type");
    }
    String label = (type.isSigned() ? "int" : "uint") + type.bitWidth();
    return StorageType.ofLabel(label).orElseThrow(() -> unread(name, label));
  }

  private static StorageType floating(@Nullable FloatingPoint type, String name) {
    if (type == null) {
      throw ArrowFrames.malformed("the column \"" + name + "\" has no type");
    }
    return switch (type.precision()) {
      case Precision.HALF -> StorageType.FLOAT16;
      case Precision.SINGLE -> StorageType.FLOAT32;
      case Precision.DOUBLE -> StorageType.FLOAT64;
      default -> throw unread(name, "FloatingPoint of precision " + type.precision());
    };
  }

  /// The name of a type. Some of the generated names end in an underscore.
  private static String typeName(byte type) {
    return Optional.of(type)
        .filter(known -> known >= 0 && known < Type.names.length)
        .map(known -> Type.name(known).replace("_", ""))
        .orElse("number " + type);
  }

  private static ComputeException unread(String name, String type) {
    return refused(
        "the column \"%s\" has the type %s, which is not read; bools, integers and floats are"
            .formatted(name, type.toLowerCase(Locale.ROOT)));
  }

  private static ComputeException refused(String detail) {
    return new ComputeException(ErrorCode.INVALID_INPUT, detail);
  }
}
