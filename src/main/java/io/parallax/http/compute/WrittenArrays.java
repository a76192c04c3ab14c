package io.parallax.http.compute;

import io.parallax.format.AnswerFormat;
import io.parallax.format.StoredArray;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Arrays that are an answer by themselves.
///
/// @param arrays whole arrays by name, for whose types the format has no refusal
public record WrittenArrays(Map<String, StoredArray> arrays, AnswerFormat format)
    implements Written {
  public WrittenArrays {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  @Override
  public boolean isText() {
    return format.isText();
  }

  @Override
  public long elements() {
    return arrays.values().stream().mapToLong(each -> each.array().elementCount()).sum();
  }

  @Override
  public void setHeaders(HttpServletResponse response) {
    format.headers(arrays).forEach(response::setHeader);
    response.setContentType(format.mediaType());
  }

  @Override
  public void announceLength(HttpServletResponse response) {
    format.length(arrays).ifPresent(response::setContentLengthLong);
  }

  @Override
  public void write(OutputStream stream) throws IOException {
    format.write(arrays, stream);
  }
}
