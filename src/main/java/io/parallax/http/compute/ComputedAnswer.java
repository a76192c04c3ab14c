package io.parallax.http.compute;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeResult;
import io.parallax.format.AnswerFormat;
import io.parallax.format.Decoded;
import io.parallax.format.json.FailureText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;

/// The results of a request and the format they are written in.
record ComputedAnswer(
    Decoded decoded, ComputeResult result, AnswerFormat format, RepeatedRequest repeated)
    implements Written {
  private static final String MATCHED = "Parallax-Matched";
  private static final String TOTAL = "Parallax-Total";
  private static final String FAILURES = "Parallax-Failures";

  @Override
  public boolean isText() {
    return format.isText();
  }

  @Override
  public long elements() {
    long elements = 0;
    for (NDArray array : result.arrays().values()) {
      elements += format.writtenElements(array.elementCount(), decoded.output());
    }
    return elements;
  }

  @Override
  public void setHeaders(HttpServletResponse response) {
    response.setHeader(ServerTiming.HEADER, ServerTiming.of(result.timings()));
    response.setHeader(ExecutionHeader.NAME, ExecutionHeader.of(result.execution()));
    result.matched().ifPresent(count -> response.setHeader(MATCHED, Long.toString(count)));
    result.total().ifPresent(count -> response.setHeader(TOTAL, Long.toString(count)));
    result.failures().ifPresent(failures -> response.setHeader(FAILURES, FailureText.of(failures)));
    format.headers(result, decoded.output()).forEach(response::setHeader);
    response.setHeader(HttpHeaders.ETAG, repeated.tag());
    response.setContentType(format.mediaType());
  }

  @Override
  public void announceLength(HttpServletResponse response) {
    format.length(result, decoded.output()).ifPresent(response::setContentLengthLong);
  }

  @Override
  public void write(OutputStream stream) throws IOException {
    format.write(decoded.request(), result, result.timings(), decoded.output(), stream);
  }
}
