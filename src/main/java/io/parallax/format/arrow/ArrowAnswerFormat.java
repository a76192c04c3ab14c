package io.parallax.format.arrow;

import io.parallax.format.ArraysAnswerFormat;
import io.parallax.format.Columns;
import io.parallax.format.StoredArray;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Writes the results of an answer as the columns of an Arrow stream, without nulls. NaN keep their
/// bits, and bools are bits.
///
/// The rows are in one record batch, so that readers need not join pieces, up to a number that
/// readers with 32 bits can address.
@Component
public final class ArrowAnswerFormat implements ArraysAnswerFormat {
  private static final long BATCH_ROWS = 1L << 27;

  @Override
  public String mediaType() {
    return "application/vnd.apache.arrow.stream";
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Optional<String> refusal(Map<String, ArrayType> results) {
    return Columns.refusal(results);
  }

  @Override
  public OptionalLong length(Map<String, StoredArray> arrays) {
    return OptionalLong.of(new ArrowStream(arrays, BATCH_ROWS).length());
  }

  @Override
  public void write(Map<String, StoredArray> results, OutputStream stream) throws IOException {
    new ArrowStream(results, BATCH_ROWS).write(stream);
  }
}
