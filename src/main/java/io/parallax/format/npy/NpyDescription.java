package io.parallax.format.npy;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ElementEncoding;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the header of a `.npy` file says.
///
/// @param columnMajor whether the elements are in Fortran's order, otherwise in C's
record NpyDescription(ElementEncoding encoding, boolean columnMajor, Shape shape) {
  private static final int SHOWN_CHARACTERS = 40;

  /// @throws ComputeException MALFORMED_BODY for what is no header; INVALID_INPUT for a type that
  ///   is not read; TOO_LARGE
  static NpyDescription of(String header) {
    Map<String, Object> dictionary = new PythonLiteral(header).dictionary();
    Object type = field(dictionary, "descr");
    if (!(field(dictionary, "fortran_order") instanceof Boolean columnMajor)) {
      throw malformed("fortran_order is not True or False");
    }
    if (!(field(dictionary, "shape") instanceof List<?> extents)) {
      throw malformed("shape is not a tuple");
    }
    return new NpyDescription(encoding(type), columnMajor, shape(extents));
  }

  private static Object field(Map<String, Object> dictionary, String name) {
    Object value = dictionary.get(name);
    if (value == null || dictionary.size() != 3) {
      throw malformed("it has not exactly the keys 'descr', 'fortran_order' and 'shape'");
    }
    return value;
  }

  private static ElementEncoding encoding(Object descriptor) {
    if (descriptor instanceof String text && text.length() > 1) {
      Optional<StorageType> type = type(text.substring(1));
      if (type.isPresent() && "<>|=".indexOf(text.charAt(0)) >= 0) {
        boolean bigEndian = text.charAt(0) == '>';
        return new ElementEncoding(
            type.get(), bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw new ComputeException(
        ErrorCode.INVALID_INPUT,
        "an array of the type %s is not read; the types are %s"
            .formatted(shown(descriptor), String.join(", ", StorageType.labels())));
  }

  private static Optional<StorageType> type(String code) {
    return switch (code) {
      case "b1", "?" -> Optional.of(StorageType.BOOL);
      case "i1" -> Optional.of(StorageType.INT8);
      case "i2" -> Optional.of(StorageType.INT16);
      case "i4" -> Optional.of(StorageType.INT32);
      case "i8" -> Optional.of(StorageType.INT64);
      case "u1" -> Optional.of(StorageType.UINT8);
      case "u2" -> Optional.of(StorageType.UINT16);
      case "u4" -> Optional.of(StorageType.UINT32);
      case "u8" -> Optional.of(StorageType.UINT64);
      case "f2" -> Optional.of(StorageType.FLOAT16);
      case "f4" -> Optional.of(StorageType.FLOAT32);
      case "f8" -> Optional.of(StorageType.FLOAT64);
      default -> Optional.empty();
    };
  }

  private static Shape shape(List<?> tuple) {
    if (tuple.size() > Shape.MAX_RANK) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          "an array has at most %d dimensions, not %d".formatted(Shape.MAX_RANK, tuple.size()));
    }
    List<Long> extents = new ArrayList<>();
    for (Object each : tuple) {
      if (!(each instanceof Long extent) || extent < 0) {
        throw malformed("shape has something else than integers of 0 or more");
      }
      extents.add(extent);
    }
    if (!Shape.fits(extents)) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE, "the array has more elements than can be counted");
    }
    return new Shape(extents);
  }

  private static String shown(Object descriptor) {
    String text = String.valueOf(descriptor);
    return text.length() <= SHOWN_CHARACTERS
        ? "'" + text + "'"
        : "'" + text.substring(0, SHOWN_CHARACTERS) + "…'";
  }

  private static ComputeException malformed(String what) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY, "the header of the .npy file is wrong: " + what);
  }
}
