package io.parallax.format.npy;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ElementReader;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Reads an array in NumPy's `.npy`, as `numpy.save` writes it: the versions 1.0, 2.0 and 3.0, both
/// byte orders, and elements in C's and in Fortran's order. An array in Fortran's order becomes the
/// same array in row-major order.
@Component
public final class NpyArrayFormat implements ArrayFormat {
  static final String MEDIA_TYPE = "application/x-npy";

  /// The most bytes of a header, which are as many as version 1.0 can have.
  static final int MAX_HEADER_BYTES = 65_535;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_BYTES = 2;
  private static final String FILE = "the .npy file";

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public long leastArrayBytes(long bodyBytes) {
    return Math.max(0, bodyBytes - MAGIC.length - VERSION_BYTES - Integer.BYTES - MAX_HEADER_BYTES);
  }

  @Override
  public Map<String, Input> read(ArrayBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    body.requireParameters();
    ElementReader reader = new ElementReader(body.stream(), body.mostBytes(), deadline);
    NpyDescription description = description(reader);
    body.requireElements(description.shape().elementCount());
    try {
      NDArray array = array(reader, description, reservation);
      reader.requireEnd(FILE);
      return Map.of(body.nameOrDefault(), new Input.Literal(array));
    } catch (ComputeException failure) {
      throw ArrayBody.inArray(body.nameOrDefault(), failure);
    }
  }

  private static NDArray array(
      ElementReader reader, NpyDescription description, Reservation reservation)
      throws IOException {
    return description.columnMajor()
        ? reader.columnMajor(description.encoding(), description.shape(), reservation)
        : reader.rowMajor(description.encoding(), description.shape(), reservation);
  }

  private static NpyDescription description(ElementReader reader) throws IOException {
    byte[] start = reader.bytesUpTo(MAGIC.length + VERSION_BYTES);
    if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)
        || start.length < MAGIC.length + VERSION_BYTES) {
      throw malformed(
          isZip(start)
              ? "these bytes are an archive, such as .npz, which is not read: send each .npy file"
                  + " in it as a part of a form"
              : "these bytes are no .npy file, which begins with \\x93NUMPY");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0) {
      throw malformed(
          "version %d.%d of .npy is not known; the versions are 1.0, 2.0 and 3.0"
              .formatted(
                  Byte.toUnsignedInt(start[MAGIC.length]),
                  Byte.toUnsignedInt(start[MAGIC.length + 1])));
    }
    long length = length(reader, version);
    if (length > MAX_HEADER_BYTES) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the header of the .npy file has %d bytes, more than the limit of %d"
              .formatted(length, MAX_HEADER_BYTES));
    }
    byte[] header = reader.bytes((int) length, "the header of " + FILE);
    return NpyDescription.of(
        new String(header, version < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
  }

  private static boolean isZip(byte[] start) {
    return start.length >= 4
        && start[0] == 'P'
        && start[1] == 'K'
        && start[2] == 3
        && start[3] == 4;
  }

  private static long length(ElementReader reader, int version) throws IOException {
    byte[] bytes = reader.bytes(version == 1 ? Short.BYTES : Integer.BYTES, "the header's length");
    ByteBuffer length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return version == 1
        ? Short.toUnsignedLong(length.getShort())
        : Integer.toUnsignedLong(length.getInt());
  }

  private static ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, detail);
  }
}
