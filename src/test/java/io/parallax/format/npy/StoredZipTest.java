package io.parallax.format.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.format.testing.Python;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {
  private static final long FIVE_GIB = 5L << 30;

  @Test
  void canBeReadWhileItArrives() throws IOException {
    ZipInputStream read = new ZipInputStream(new ByteArrayInputStream(archive("abc", "", "né")));

    for (String text : new String[] {"abc", "", "né"}) {
      ZipEntry entry = read.getNextEntry();
      assertThat(entry.getName()).isEqualTo("ü/" + text);
      assertThat(entry.getSize()).isEqualTo(bytes(text).length);
      assertThat(new String(read.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
    assertThat(read.getNextEntry()).isNull();
  }

  @Test
  void pythonFindsNothingWrong() throws Exception {
    String program =
        """
        import zipfile
        z = zipfile.ZipFile(io.BytesIO(data))
        print(z.testzip(), ascii(z.namelist()), z.read('ü/abc'))
        """;

    assertThat(Python.prints(program, archive("abc", "")))
        .isEqualTo("None ['\\xfc/abc', '\\xfc/'] b'abc'");
  }

  @Test
  void filesBeyondFourGibibytesAndAfterThemAreFound(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("large.zip");
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      StoredZip zip = new StoredZip(at(sparse));
      zip.begin("large", FIVE_GIB, 0);
      zip.skip(FIVE_GIB);
      sparse.seek(zip.position());
      add(zip, "small", "abc");
      zip.finish();
      assertThat(sparse.length()).isEqualTo(zip.position());
    }

    try (ZipFile read = new ZipFile(path.toFile())) {
      assertThat(read.getEntry("large").getSize()).isEqualTo(FIVE_GIB);
      assertThat(read.getInputStream(read.getEntry("small")).readAllBytes())
          .isEqualTo(bytes("abc"));
    }
    try (ZipInputStream streamed = new ZipInputStream(Files.newInputStream(path))) {
      assertThat(streamed.getNextEntry().getSize()).isEqualTo(FIVE_GIB);
    }
  }

  @Test
  void holdsMoreFilesThanFitSixteenBits(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("many.zip");
    int count = 70_000;
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path))) {
      StoredZip zip = new StoredZip(file);
      for (int index = 0; index < count; index++) {
        zip.begin(Integer.toString(index), 0, 0);
      }
      zip.finish();
    }

    try (ZipFile read = new ZipFile(path.toFile())) {
      assertThat(read.size()).isEqualTo(count);
    }
  }

  private static byte[] archive(String... texts) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    StoredZip zip = new StoredZip(written);
    for (String text : texts) {
      add(zip, "ü/" + text, text);
    }
    zip.finish();
    assertThat(written.size()).isEqualTo((int) zip.position());
    return written.toByteArray();
  }

  private static void add(StoredZip zip, String name, String text) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes(text));
    zip.begin(name, bytes(text).length, crc.getValue());
    zip.write(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static OutputStream at(RandomAccessFile file) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        file.write(value);
      }

      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        file.write(source, offset, length);
      }
    };
  }
}
