package io.parallax.format.raw;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ElementEncoding;
import io.parallax.format.ElementReader;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads an array of little-endian elements in row-major order. Parameters of the media type tell
/// its type and shape: `application/octet-stream; dtype=float64; shape="2,3"`. Without a shape the
/// array is 1-d and has as many elements as there are.
@Component
public final class RawArrayFormat implements ArrayFormat {
  static final String MEDIA_TYPE = "application/octet-stream";

  private static final String TYPE = "dtype";
  private static final String SHAPE = "shape";

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public long leastArrayBytes(long bodyBytes) {
    return bodyBytes;
  }

  @Override
  public Map<String, Input> read(ArrayBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    body.requireParameters(TYPE, SHAPE);
    ElementEncoding encoding = new ElementEncoding(type(body), ByteOrder.LITTLE_ENDIAN);
    ElementReader reader = new ElementReader(body.stream(), body.mostBytes(), deadline);
    Optional<Shape> shape =
        Optional.ofNullable(body.parameters().get(SHAPE)).map(RawArrayFormat::shape);
    try {
      NDArray array =
          shape.isPresent()
              ? array(body, reader, encoding, shape.get(), reservation)
              : reader.rest(encoding, reservation, body.limits().elements());
      return Map.of(body.nameOrDefault(), new Input.Literal(array));
    } catch (ComputeException failure) {
      throw ArrayBody.inArray(body.nameOrDefault(), failure);
    }
  }

  private static NDArray array(
      ArrayBody body,
      ElementReader reader,
      ElementEncoding encoding,
      Shape shape,
      Reservation reservation)
      throws IOException {
    body.requireElements(shape.elementCount());
    NDArray array = reader.rowMajor(encoding, shape, reservation);
    reader.requireEnd("an array of shape " + shape);
    return array;
  }

  private static StorageType type(ArrayBody body) {
    String label = body.parameters().get(TYPE);
    if (label == null) {
      throw invalid(
          "bytes need a type: send Content-Type: application/octet-stream; dtype=float64, or name"
              + " their format, such as application/x-npy (of an .npz, send each .npy file in it)");
    }
    return StorageType.ofLabel(label)
        .orElseThrow(
            () ->
                invalid(
                    "there is no dtype %s%s; the types are %s"
                        .formatted(
                            label,
                            NearestName.of(label, StorageType.labels())
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""),
                            String.join(", ", StorageType.labels()))));
  }

  /// A shape such as `2,3`, which may be in brackets or parentheses; nothing is the shape of a
  /// scalar.
  static Shape shape(String text) {
    String inner = text.strip();
    if (inner.matches("(?s)\\(.*\\)|\\[.*]")) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    if (inner.endsWith(",") && inner.length() > 1) {
      inner = inner.substring(0, inner.length() - 1);
    }
    List<Long> extents = new ArrayList<>();
    if (!inner.isEmpty()) {
      for (String extent : inner.split(",", -1)) {
        extents.add(extent(extent.strip(), text));
      }
    }
    if (extents.size() > Shape.MAX_RANK) {
      throw invalid("a shape has at most " + Shape.MAX_RANK + " extents");
    }
    if (!Shape.fits(extents)) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE, "the shape has more elements than can be counted");
    }
    return new Shape(extents);
  }

  private static long extent(String text, String shape) {
    if (text.matches("[1-9][0-9]{18,}")) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE, "the shape has more elements than can be counted");
    }
    if (text.matches("0|[1-9][0-9]*")) {
      return Long.parseLong(text);
    }
    throw invalid(
        "the shape \"%s\" is not a list of integers of 0 or more, such as shape=\"2,3\""
            .formatted(shape));
  }

  private static ComputeException invalid(String detail) {
    return new ComputeException(ErrorCode.INVALID_INPUT, detail);
  }
}
