package io.parallax.format.npy;

import io.parallax.format.StoredArray;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/// An array as a `.npy` file.
final class NpyFile {
  private final byte[] header;
  private final StoredArray array;

  NpyFile(StoredArray array) {
    this.header = NpyHeader.of(array.type(), array.shape());
    this.array = array;
  }

  /// The bytes of the whole file.
  long length() {
    return header.length + array.byteSize();
  }

  /// The checksum of the whole file, for which all elements are read.
  long crc32() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(header);
    array.forEachPiece(crc::update);
    return crc.getValue();
  }

  void write(OutputStream stream) throws IOException {
    stream.write(header);
    array.write(stream);
  }
}
