package io.parallax.executor.worker;

import io.parallax.kernel.llvm.KernelImage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Images of kernels within messages.
public final class Images {
  private Images() {}

  /// Writes the code and where its functions begin.
  public static void write(DataOutputStream out, KernelImage image) throws IOException {
    byte[] code = image.code();
    out.writeInt(code.length);
    out.write(code);
    out.writeInt(image.entries().size());
    for (Map.Entry<String, Integer> entry : image.entries().entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue());
    }
  }

  /// Reads an image that [#write] wrote.
  ///
  /// @throws EOFException when the message is cut off
  public static KernelImage read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException(length + " bytes of code");
    }
    byte[] code = in.readNBytes(length);
    Map<String, Integer> entries = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      entries.put(in.readUTF(), in.readInt());
    }
    return new KernelImage(code, entries);
  }
}
