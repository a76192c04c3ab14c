package io.parallax.format.npy;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import io.parallax.format.AnswerFormat;
import io.parallax.format.OutputOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Writes the only array of an answer as NumPy's `.npy`. Every element is written, whatever
/// `output.values` says. NaN keep their bits.
@Component
public final class NpyAnswerFormat implements AnswerFormat {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public String mediaType() {
    return "application/x-npy";
  }

  @Override
  public Optional<String> refusal(List<String> results) {
    return switch (results.size()) {
      case 0 -> Optional.of("holds an array, and the request returns none");
      case 1 -> Optional.empty();
      default ->
          Optional.of(
              "holds one array, and the request returns %d: %s"
                  .formatted(results.size(), String.join(", ", results)));
    };
  }

  @Override
  public boolean writesMissing() {
    return false;
  }

  @Override
  public long writtenElements(long count, OutputOptions output) {
    return count;
  }

  @Override
  public boolean summarizes(long count, OutputOptions output) {
    return false;
  }

  @Override
  public Timings write(
      ComputeRequest request,
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream)
      throws IOException {
    long startNanos = System.nanoTime();
    NDArray array = result.arrays().values().iterator().next();
    stream.write(NpyHeader.of(array.arrayType()));
    copy(array.segment(), stream);
    stream.flush();
    return timings.withEncode(System.nanoTime() - startNanos);
  }

  private static void copy(MemorySegment elements, OutputStream stream) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, elements.byteSize())];
    for (long at = 0; at < elements.byteSize(); at += buffer.length) {
      int count = (int) Math.min(buffer.length, elements.byteSize() - at);
      MemorySegment.copy(elements, ValueLayout.JAVA_BYTE, at, buffer, 0, count);
      stream.write(buffer, 0, count);
    }
  }
}
