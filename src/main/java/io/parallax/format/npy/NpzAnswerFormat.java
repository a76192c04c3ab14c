package io.parallax.format.npy;

import io.parallax.format.ArraysAnswerFormat;
import io.parallax.format.StoredArray;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Writes all arrays of an answer as NumPy's `.npz`: a ZIP archive with an uncompressed `.npy` file
/// for each, named after its result. The archive has every length and checksum before the data they
/// belong to, so its length is known and it can be read while it arrives.
@Component
public final class NpzAnswerFormat implements ArraysAnswerFormat {
  private static final String SUFFIX = ".npy";

  @Override
  public String mediaType() {
    return "application/x-npz";
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Optional<String> refusal(Map<String, ArrayType> results) {
    return results.isEmpty()
        ? Optional.of("holds arrays, and the request returns none")
        : Optional.empty();
  }

  @Override
  public OptionalLong length(Map<String, StoredArray> arrays) {
    StoredZip zip = new StoredZip(OutputStream.nullOutputStream());
    try {
      for (Map.Entry<String, StoredArray> each : arrays.entrySet()) {
        long length = new NpyFile(each.getValue()).length();
        zip.begin(each.getKey() + SUFFIX, length, 0);
        zip.skip(length);
      }
      zip.finish();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return OptionalLong.of(zip.position());
  }

  @Override
  public void write(Map<String, StoredArray> results, OutputStream stream) throws IOException {
    StoredZip zip = new StoredZip(stream);
    for (Map.Entry<String, StoredArray> each : results.entrySet()) {
      NpyFile file = new NpyFile(each.getValue());
      zip.begin(each.getKey() + SUFFIX, file.length(), file.crc32());
      file.write(zip);
    }
    zip.finish();
  }
}
