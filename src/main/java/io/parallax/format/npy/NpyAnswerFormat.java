package io.parallax.format.npy;

import io.parallax.format.ArraysAnswerFormat;
import io.parallax.format.SingleArray;
import io.parallax.format.StoredArray;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Writes the only array of an answer as NumPy's `.npy`. NaN keep their bits.
@Component
public final class NpyAnswerFormat implements ArraysAnswerFormat {

  @Override
  public String mediaType() {
    return "application/x-npy";
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
  public OptionalLong length(Map<String, StoredArray> arrays) {
    return OptionalLong.of(new NpyFile(SingleArray.of(arrays)).length());
  }

  @Override
  public void write(Map<String, StoredArray> results, OutputStream stream) throws IOException {
    new NpyFile(SingleArray.of(results)).write(stream);
  }
}
