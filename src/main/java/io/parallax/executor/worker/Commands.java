package io.parallax.executor.worker;

import io.parallax.executor.worker.Command.EngineKind;
import io.parallax.executor.worker.Command.Extent;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.language.Weakness;
import io.parallax.program.ProgramSource;
import io.parallax.program.ProgramSource.Form;
import io.parallax.program.ProgramSource.Text;
import io.parallax.type.ArrayType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Commands in the form of bytes.
public final class Commands {
  private static final int LEARN = 1;
  private static final int WORK = 2;
  private static final int SHARE = 3;
  private static final int LOAD = 4;

  private Commands() {}

  /// Writes a command without flushing; the caller flushes.
  public static void write(OutputStream out, Command command) throws IOException {
    switch (command) {
      case Command.Learn learn -> Frames.write(out, LEARN, to -> write(to, learn));
      case Command.Work work -> Frames.write(out, WORK, to -> write(to, work));
      case Command.Share(KernelImage runtime) ->
          Frames.write(out, SHARE, to -> Images.write(to, runtime));
      case Command.Load(int place, int step, List<KernelImage> images) ->
          Frames.write(
              out,
              LOAD,
              to -> {
                to.writeInt(place);
                to.writeInt(step);
                to.writeInt(images.size());
                for (KernelImage image : images) {
                  Images.write(to, image);
                }
              });
    }
  }

  /// Reads the next command.
  ///
  /// @throws java.io.EOFException when the service is gone
  static Command read(InputStream in) throws IOException {
    return Frames.read(in, Commands::read);
  }

  private static Command read(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case LEARN -> readLearn(in);
      case WORK -> readWork(in);
      case SHARE -> new Command.Share(Images.read(in));
      case LOAD -> new Command.Load(in.readInt(), in.readInt(), readImages(in));
      default -> throw new GarbledException("no command is of kind " + kind);
    };
  }

  private static List<KernelImage> readImages(DataInputStream in) throws IOException {
    List<KernelImage> images = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      images.add(Images.read(in));
    }
    return images;
  }

  private static void write(DataOutputStream out, Command.Learn learn) throws IOException {
    out.writeInt(learn.place());
    out.writeInt(learn.digest());
    out.writeUTF(learn.source().form().name());
    out.writeUTF(learn.source().overflow().name());
    writeTexts(out, learn.source().texts());
    writeTexts(out, learn.source().definitions());
    out.writeInt(learn.source().inputs().size());
    for (Map.Entry<String, ArrayType> input : learn.source().inputs().entrySet()) {
      writeText(out, input.getKey());
      out.writeUTF(input.getValue().storage().name());
      List<Long> extents = input.getValue().shape().extents();
      out.writeByte(extents.size());
      for (long extent : extents) {
        out.writeLong(extent);
      }
    }
    out.writeInt(learn.source().weak().size());
    for (Map.Entry<String, Weakness> input : learn.source().weak().entrySet()) {
      writeText(out, input.getKey());
      out.writeUTF(input.getValue().name());
    }
    ProgramSource.Functions functions = learn.source().functions();
    writeText(out, functions.text());
    out.writeLong(functions.maximumTrips());
    out.writeBoolean(functions.collectsFailures());
  }

  private static Command.Learn readLearn(DataInputStream in) throws IOException {
    int place = in.readInt();
    int digest = in.readInt();
    Form form = Form.valueOf(in.readUTF());
    Overflow overflow = Overflow.valueOf(in.readUTF());
    List<Text> texts = readTexts(in);
    List<Text> definitions = readTexts(in);
    Map<String, ArrayType> inputs = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      inputs.put(readText(in), readType(in));
    }
    Map<String, Weakness> weak = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      weak.put(readText(in), Weakness.valueOf(in.readUTF()));
    }
    ProgramSource.Functions functions =
        new ProgramSource.Functions(readText(in), in.readLong(), in.readBoolean());
    return new Command.Learn(
        place,
        new ProgramSource(form, texts, definitions, inputs, overflow, weak, functions),
        digest);
  }

  private static void writeTexts(DataOutputStream out, List<Text> texts) throws IOException {
    out.writeInt(texts.size());
    for (Text text : texts) {
      writeText(out, text.name());
      writeText(out, text.expression());
    }
  }

  private static List<Text> readTexts(DataInputStream in) throws IOException {
    List<Text> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(new Text(readText(in), readText(in)));
    }
    return texts;
  }

  private static ArrayType readType(DataInputStream in) throws IOException {
    StorageType storage = StorageType.valueOf(in.readUTF());
    List<Long> extents = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      extents.add(in.readLong());
    }
    return new ArrayType(storage, new Shape(extents));
  }

  private static void write(DataOutputStream out, Command.Work work) throws IOException {
    out.writeLong(work.sequence());
    out.writeInt(work.place());
    out.writeInt(work.step());
    out.writeUTF(work.engine().name());
    out.writeInt(work.parallelism());
    out.writeLong(work.remainingNanos());
    write(out, work.board());
    out.writeInt(work.memory().size());
    for (Extent extent : work.memory()) {
      write(out, extent);
    }
  }

  private static Command.Work readWork(DataInputStream in) throws IOException {
    long sequence = in.readLong();
    int place = in.readInt();
    int step = in.readInt();
    EngineKind engine = EngineKind.valueOf(in.readUTF());
    int parallelism = in.readInt();
    long remainingNanos = in.readLong();
    Extent board = readExtent(in);
    List<Extent> memory = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      memory.add(readExtent(in));
    }
    return new Command.Work(
        sequence, place, step, engine, parallelism, remainingNanos, board, memory);
  }

  private static void write(DataOutputStream out, Extent extent) throws IOException {
    switch (extent) {
      case Extent.Shared(long offsetBytes, long byteCount) -> {
        out.writeBoolean(false);
        out.writeLong(offsetBytes);
        out.writeLong(byteCount);
      }
      case Extent.OfFile(String path, boolean isWritable, long offsetBytes, long byteCount) -> {
        out.writeBoolean(true);
        writeText(out, path);
        out.writeBoolean(isWritable);
        out.writeLong(offsetBytes);
        out.writeLong(byteCount);
      }
    }
  }

  private static Extent readExtent(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? new Extent.OfFile(readText(in), in.readBoolean(), in.readLong(), in.readLong())
        : new Extent.Shared(in.readLong(), in.readLong());
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
