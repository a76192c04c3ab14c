package io.parallax.format.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.Multipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Test
  void readsPartsOfEveryLengthAroundTheBuffer() throws IOException {
    Random random = new Random(3);
    for (int length :
        new int[] {0, 1, 40, BUFFER_BYTES - 200, BUFFER_BYTES, 3 * BUFFER_BYTES + 5}) {
      for (int more = 0; more < 60; more += 7) {
        byte[] content = new byte[length + more];
        random.nextBytes(content);
        byte[] body = new Multipart().part("a", "", content).part("b", "text/csv", "1").bytes();

        List<byte[]> read = contents(new ByteArrayInputStream(body));

        assertThat(read).hasSize(2);
        assertThat(read.getFirst()).isEqualTo(content);
        assertThat(read.getLast()).isEqualTo("1".getBytes(ISO_8859_1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 29, 1000})
  void readsFromAStreamThatGivesFewBytesAtATime(int most) throws IOException {
    byte[] content = "\r\n--\r\n----------boundary012345678\r\n\r\n".getBytes(ISO_8859_1);
    byte[] body = new Multipart().part("a", "", content).part("b", "", content).bytes();

    InputStream slow =
        new ByteArrayInputStream(body) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, most));
          }
        };

    assertThat(contents(slow)).containsExactly(content, content);
  }

  @Test
  void passesOverPartsThatAreNotReadAndWhatIsAround() throws IOException {
    byte[] body = new Multipart().part("a", "", "x".repeat(200_000)).part("b", "", "2").bytes();
    String around =
        "a preamble\r\n" + new String(body, ISO_8859_1) + "an epilogue\r\n--" + Multipart.BOUNDARY;
    Parts parts = parts(new ByteArrayInputStream(around.getBytes(ISO_8859_1)));

    assertThat(parts.next().orElseThrow().name()).isEqualTo("a");
    assertThat(parts.next().orElseThrow().name()).isEqualTo("b");
    assertThat(parts.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--B",
        "--B\r\n",
        "--B\r\nContent-Disposition: form-data; name=x\r\n\r\n1",
        "--B\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--",
        "--B\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--Bx\r\n",
        "",
        "1",
        "--B\nContent-Disposition: form-data; name=x\n\n1\n--B--"
      })
  void refusesWhatIsCutOff(String text) {
    ComputeException refused = refusal(text.replace("B", Multipart.BOUNDARY));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refused.detail()).contains("at byte ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/csv\r\n",
        "Content-Disposition: attachment; name=x\r\n",
        "Content-Disposition: form-data\r\n",
        "Content-Disposition: form-data; name=\"\"\r\n",
        "Content-Disposition: form-data; name=\"x\r\n",
        "Content-Disposition: form-data; name=x; name=y\r\n",
        "Content-Disposition: form-data; name=x\r\nContent-Type: ;;\r\n",
        "Content-Disposition: form-data; name=x\r\nContent-Transfer-Encoding: base64\r\n",
        "Content-Disposition\r\n",
        ": form-data; name=x\r\n"
      })
  void refusesHeadersThatCannotBeRead(String header) {
    byte[] body = new Multipart().raw(header, new byte[0]).bytes();

    assertThat(refusal(new String(body, ISO_8859_1)).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @Test
  void boundsHeaders() {
    String longName = "x".repeat(Parts.MAX_HEADER_BYTES);

    assertThat(
            refusal(new String(new Multipart().part(longName, "", "").bytes(), ISO_8859_1)).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal("--" + Multipart.BOUNDARY + "\r\n" + "x".repeat(200_000)).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void readsNamesAsClientsWriteThem() throws IOException {
    byte[] body =
        new Multipart()
            .part("größe %22a%22", "", "")
            .raw(
                "content-disposition: Form-Data;name=plain ; filename=\"C:\\a.csv\"\r\n",
                new byte[0])
            .part("a \\\"b\\\"", "application/octet-stream; DType=int8; shape=\"2,3\"", "")
            .bytes();
    Parts parts = parts(new ByteArrayInputStream(body));

    assertThat(parts.next().orElseThrow().name()).isEqualTo("größe \"a\"");
    PartHeader plain = parts.next().orElseThrow();
    assertThat(plain.name()).isEqualTo("plain");
    assertThat(plain.fileName()).contains("C:\\a.csv");
    PartHeader typed = parts.next().orElseThrow();
    assertThat(typed.name()).isEqualTo("a \"b\"");
    assertThat(typed.type().orElseThrow().parameters())
        .containsEntry("dtype", "int8")
        .containsEntry("shape", "2,3");
  }

  @Test
  void survivesDamage() {
    byte[] valid =
        new Multipart()
            .part("request", "application/json", "{\"expression\": \"x\"}")
            .part("x", "application/octet-stream; dtype=int8; shape=\"2\"", new byte[2])
            .bytes();

    ArrayReading.damage(
        valid,
        3_000,
        damaged -> {
          try {
            contents(new ByteArrayInputStream(damaged));
          } catch (ComputeException refused) {
            assertThat(refused.code()).isIn(ErrorCode.MALFORMED_BODY, ErrorCode.TOO_LARGE);
          } catch (IOException impossible) {
            throw new AssertionError(impossible);
          }
        });
  }

  private static ComputeException refusal(String body) {
    return catchThrowableOfType(
        ComputeException.class,
        () -> contents(new ByteArrayInputStream(body.getBytes(ISO_8859_1))));
  }

  private static List<byte[]> contents(InputStream body) throws IOException {
    Parts parts = parts(body);
    List<byte[]> contents = new ArrayList<>();
    for (Optional<PartHeader> part = parts.next(); part.isPresent(); part = parts.next()) {
      contents.add(parts.content().readAllBytes());
    }
    return contents;
  }

  private static Parts parts(InputStream body) {
    return new Parts(body, Multipart.BOUNDARY, JsonBodies.far());
  }
}
