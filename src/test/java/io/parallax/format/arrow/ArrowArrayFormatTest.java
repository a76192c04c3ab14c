package io.parallax.format.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.WrittenFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowArrayFormatTest {
  @RegisterExtension private final ArrayReading arrays = new ArrayReading(new ArrowArrayFormat());

  static List<List<String>> files() {
    return WrittenFiles.rows(ArrowArrayFormatTest.class, "files.tsv");
  }

  static List<List<String>> foreignFiles() {
    return WrittenFiles.rows(ArrowArrayFormatTest.class, "foreign.tsv");
  }

  static List<List<String>> refusedFiles() {
    return WrittenFiles.rows(ArrowArrayFormatTest.class, "refused.tsv");
  }

  @ParameterizedTest
  @MethodSource({"files", "foreignFiles"})
  void readsWhatOthersWrite(List<String> file) {
    byte[] stream = bytes(file.get(3));
    Map<String, String> parameters = parameters(file);

    assertThat(shown(arrays.read(stream, parameters))).isEqualTo(javaText(file.get(2)));
    String slowly = shown(arrays.slowly("part", stream, parameters));
    assertThat(slowly.replaceFirst("^\\S+", ""))
        .isEqualTo(javaText(file.get(2)).replaceFirst("^\\S+", ""));
  }

  @ParameterizedTest
  @MethodSource("refusedFiles")
  void refusesWhatIsNotRead(List<String> file) {
    ComputeException refused = arrays.refusal(bytes(file.get(1)));

    assertThat(refused.code()).isIn(ErrorCode.INVALID_INPUT, ErrorCode.MALFORMED_BODY);
    assertThat(refused.detail()).startsWith(file.get(0));
  }

  /// A stream of one record batch whose column has two rows, with a null in the second.
  @Test
  void refusesNullsThatAreNotWhereTheyAreCounted() {
    byte[] stream =
        refusedFiles().stream()
            .filter(file -> file.get(0).contains("has no value in row 1"))
            .map(file -> bytes(file.get(1)))
            .findFirst()
            .orElseThrow();

    byte[] withoutValidity = replaced(stream, new long[] {0, 1}, new long[] {0, 0});
    byte[] miscounted = replaced(stream, new long[] {2, 1}, new long[] {2, 2});
    byte[] uncounted = replaced(stream, new long[] {2, 1}, new long[] {2, -1});
    byte[] shortValues = replaced(stream, new long[] {8, 16}, new long[] {8, 15});

    assertThat(arrays.refusal(withoutValidity, Map.of("nulls", "7")).detail())
        .contains("has 1 nulls, and no buffer that tells where they are");
    assertThat(arrays.refusal(miscounted, Map.of("nulls", "7")).detail())
        .contains("announces 2 nulls of a column, and its validity has 1");
    assertThat(arrays.refusal(shortValues, Map.of("nulls", "7")).detail())
        .contains("has 15 bytes and needs 16");
    assertThat(shown(arrays.read(uncounted, Map.of("nulls", "7")))).isEqualTo("a int64 1 7");
  }

  /// The stream with another pair of longs in the place of the first such pair.
  private static byte[] replaced(byte[] stream, long[] pair, long[] other) {
    ByteBuffer changed = ByteBuffer.wrap(stream.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 2 * Long.BYTES <= stream.length; at += Long.BYTES) {
      if (changed.getLong(at) == pair[0] && changed.getLong(at + Long.BYTES) == pair[1]) {
        return changed.putLong(at, other[0]).putLong(at + Long.BYTES, other[1]).array();
      }
    }
    throw new AssertionError("there is no such pair");
  }

  @Test
  void namesTheElementThatHasNoValue() {
    List<String> pointers =
        refusedFiles().stream()
            .filter(file -> file.get(0).contains("outside uint64") || file.get(0).contains("row 1"))
            .map(file -> arrays.refusal(bytes(file.get(1))).pointer().orElse(""))
            .toList();

    assertThat(pointers).containsExactly("/a/1", "/a/1");
  }

  @Test
  void readsAStreamWithoutItsEnd() {
    byte[] stream = bytes(named("several columns").get(3));

    byte[] open = Arrays.copyOf(stream, stream.length - 8);

    assertThat(shown(arrays.read(open, Map.of()))).startsWith("a int64 1 2 3;");
  }

  @Test
  void refusesWhatIsCutOff() {
    byte[] stream = bytes(named("several columns").get(3));

    for (int length = 0; length < stream.length - 8; length++) {
      ComputeException refused = arrays.refusal(Arrays.copyOf(stream, length));
      // Between two messages a stream may end.
      if (refused != null) {
        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
      }
    }
    byte[] longer = Arrays.copyOf(stream, stream.length + 1);
    assertThat(arrays.refusal(longer).detail()).contains("after the end of the Arrow stream");
  }

  @Test
  void survivesDamage() {
    for (List<String> file : files()) {
      Map<String, String> parameters = parameters(file);
      ArrayReading.damage(bytes(file.get(3)), 150, damaged -> arrays.survives(damaged, parameters));
    }
  }

  private static List<String> named(String name) {
    return files().stream().filter(file -> file.get(0).equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, String> parameters(List<String> file) {
    return file.get(1).isEmpty() ? Map.of() : Map.of("nulls", file.get(1));
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  /// The columns with their floats as Java writes them.
  private static String javaText(String columns) {
    return Arrays.stream(columns.split(";", -1))
        .map(
            column -> {
              List<String> words = List.of(column.strip().split(" ", -1));
              return !words.get(1).startsWith("float")
                  ? column.strip()
                  : String.join(" ", words.subList(0, 2))
                      + words.subList(2, words.size()).stream()
                          .map(each -> " " + Double.parseDouble(each))
                          .collect(Collectors.joining());
            })
        .collect(Collectors.joining(";"));
  }

  private static String shown(Map<String, Input> inputs) {
    return inputs.entrySet().stream()
        .map(
            entry -> {
              NDArray array = ArrayReading.array(entry.getValue());
              String elements = String.join(" ", ArrayReading.elements(array));
              return (entry.getKey() + " " + array.type() + " " + elements).strip();
            })
        .collect(Collectors.joining(";"));
  }
}
