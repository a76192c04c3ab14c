package io.parallax.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.WrittenFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetArrayFormatTest {
  private static final ParquetArrayFormat FORMAT = new ParquetArrayFormat();

  @RegisterExtension private final ArrayReading arrays = new ArrayReading(FORMAT);

  @AfterAll
  static void endsThreads() {
    FORMAT.close();
  }

  static List<List<String>> files() {
    return WrittenFiles.rows(ParquetArrayFormatTest.class, "files.tsv");
  }

  static List<List<String>> foreignFiles() {
    return WrittenFiles.rows(ParquetArrayFormatTest.class, "foreign.tsv");
  }

  static List<List<String>> refusedFiles() {
    return WrittenFiles.rows(ParquetArrayFormatTest.class, "refused.tsv");
  }

  @ParameterizedTest
  @MethodSource({"files", "foreignFiles"})
  void readsWhatOthersWrite(List<String> file) {
    byte[] bytes = bytes(file.get(3));
    Map<String, String> parameters = parameters(file);

    assertThat(shown(arrays.read(bytes, parameters))).isEqualTo(javaText(file.get(2)));
    assertThat(arrays.slowly("part", bytes, parameters)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusedFiles")
  void refusesWhatIsNotRead(List<String> file) {
    ComputeException refused = arrays.refusal(bytes(file.get(1)));

    assertThat(refused.detail()).startsWith(file.get(0));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void refusesWhatIsCutOff() {
    byte[] file = bytes(named("several, snappy").get(3));

    for (int length = 0; length < file.length; length++) {
      assertThat(arrays.refusal(Arrays.copyOf(file, length)).code())
          .isEqualTo(ErrorCode.MALFORMED_BODY);
    }
  }

  @Test
  void tellsWhatOtherBytesAre() {
    assertThat(arrays.refusal("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)).detail())
        .contains("which begins with PAR1");
    assertThat(arrays.refusal("PAR1....PARE".getBytes(StandardCharsets.UTF_8)).detail())
        .contains("is encrypted");
  }

  /// A description that announces more than the file can hold.
  @Test
  void refusesWhatWouldTakeMoreHeapThanItHas() {
    byte[] footer = {0x15, 2, 0x19, (byte) 0xFC, -1, -1, -1, -1, 7, 0};
    ByteBuffer file = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    file.put("PAR1".getBytes(StandardCharsets.UTF_8)).put(footer).putInt(footer.length);
    file.put("PAR1".getBytes(StandardCharsets.UTF_8));

    assertThat(arrays.refusal(file.array()).detail())
        .startsWith("the description of the Parquet file is damaged near byte");
    file.putInt(footer.length + 4, Integer.MAX_VALUE);
    assertThat(arrays.refusal(file.array()).code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void survivesDamage() {
    for (List<String> file : files()) {
      Map<String, String> parameters = parameters(file);
      ArrayReading.damage(bytes(file.get(3)), 60, damaged -> arrays.survives(damaged, parameters));
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

  /// The columns with their floats as Java writes them. Names may have blanks, types are known.
  private static String javaText(String columns) {
    return Arrays.stream(columns.split(";", -1))
        .map(
            column -> {
              int values = column.indexOf(" float");
              if (values < 0) {
                return column.strip();
              }
              List<String> words = List.of(column.substring(values + 1).split(" ", -1));
              return column.substring(0, values + 1)
                  + words.get(0)
                  + words.subList(1, words.size()).stream()
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
