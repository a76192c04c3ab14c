package io.parallax.format.raw;

import io.parallax.format.ArraysAnswerFormat;
import io.parallax.format.SingleArray;
import io.parallax.format.StoredArray;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Writes the elements of the only array of an answer. Headers tell its type and its shape, such as
/// `2,3`; the shape of a scalar is empty. NaN keep their bits.
@Component
public final class RawAnswerFormat implements ArraysAnswerFormat {
  private static final String DTYPE = "Parallax-Dtype";
  private static final String SHAPE = "Parallax-Shape";

  @Override
  public String mediaType() {
    return "application/octet-stream";
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Optional<String> refusal(Map<String, ArrayType> results) {
    return SingleArray.refusal(results);
  }

  @Override
  public Map<String, String> headers(Map<String, StoredArray> arrays) {
    StoredArray array = SingleArray.of(arrays);
    String shape =
        array.shape().extents().stream().map(String::valueOf).collect(Collectors.joining(","));
    return Map.of(DTYPE, array.type().label(), SHAPE, shape);
  }

  @Override
  public OptionalLong length(Map<String, StoredArray> arrays) {
    return OptionalLong.of(SingleArray.of(arrays).byteSize());
  }

  @Override
  public void write(Map<String, StoredArray> results, OutputStream stream) throws IOException {
    SingleArray.of(results).write(stream);
  }
}
