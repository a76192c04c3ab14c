package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.JsonBodies;
import io.parallax.type.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayReadingTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[1, 2, 3];                                   int64(3,) 1 2 3",
        "[[1, 2, 3], [4, 5, 6]];                      int64(2, 3) 1 2 3 4 5 6",
        "[[[1], [2]]];                                int64(1, 2, 1) 1 2",
        "[-9223372036854775808, 9223372036854775807]; int64(2,) -9223372036854775808"
            + " 9223372036854775807",
        "[1, 2.5, 3];                                 float64(3,) 1.0 2.5 3.0",
        "[1, -0];                                     int64(2,) 1 0",
        "[-0, 9007199254740993];                      int64(2,) 0 9007199254740993",
        "[-0, 0.5];                                   float64(2,) -0.0 0.5",
        "[0.5, -0];                                   float64(2,) 0.5 -0.0",
        "-0;                                          int64() 0",
        "[100000000000000000000, 1];                  float64(2,) 1.0E20 1.0",
        "[1, 9223372036854775808];                    float64(2,) 1.0 9.223372036854776E18",
        "[9007199254740993, 18446744073709551617, 1.0]; float64(3,) 9.007199254740992E15"
            + " 1.8446744073709552E19 1.0",
        "[-0.0, 0];                                   float64(2,) -0.0 0.0",
        "['NaN', 'Infinity', '-Infinity', 1];         float64(4,) NaN Infinity -Infinity 1.0",
        "[9007199254740993, 0.5];                     float64(2,) 9.007199254740992E15 0.5",
        "[18446744073709551616, 0.5];                 float64(2,) 1.8446744073709552E19 0.5",
        "[1, null, 3];                                float64(3,) 1.0 NaN 3.0",
        "[1.5, null];                                 float64(2,) 1.5 NaN",
        "[null, 'NaN', 2];                            float64(3,) NaN NaN 2.0",
        "[null];                                      float64(1,) NaN",
        "[[1, null], [null, 4]];                      float64(2, 2) 1.0 NaN NaN 4.0",
        "{'dtype': 'float32', 'values': [null, 2]};   float32(2,) NaN 2.0",
        "{'values': [null, 2], 'dtype': 'float32'};   float32(2,) NaN 2.0",
        "{'dtype': null, 'shape': null, 'values': [null, 2], 'random': null}; float64(2,) NaN 2.0",
        "[true, false];                               bool(2,) true false",
        "[];                                          float64(0,)",
        "[[], []];                                    float64(2, 0)",
        "[[[]]];                                      float64(1, 1, 0)",
        "7;                                           int64() 7",
        "7.5;                                         float64() 7.5",
        "1e3;                                         float64() 1000.0",
        "true;                                        bool() true",
        "'-Infinity';                                 float64() -Infinity",
        "4.9e-324;                                    float64() 4.9E-324",
        "1e-400;                                      float64() 0.0",
        "{'values': [1, 2]};                          int64(2,) 1 2",
        "{'values': 5};                               int64() 5",
        "{'dtype': 'int32', 'values': [1, 2]};        int32(2,) 1 2",
        "{'dtype': 'float32', 'values': [0.1, 2]};    float32(2,) 0.1 2.0",
        "{'dtype': 'float64', 'values': [1, -0]};     float64(2,) 1.0 -0.0",
        "{'dtype': 'float64', 'values': 1};           float64() 1.0",
        "{'dtype': 'float64', 'values': [18446744073709551616]}; float64(1,) 1.8446744073709552E19",
        "{'dtype': 'bool', 'values': []};             bool(0,)",
        "{'dtype': 'uint64', 'values': ['9223372036854775807', 0]}; int64(2,) 9223372036854775807"
            + " 0",
        "{'dtype': 'int64', 'values': ['-9223372036854775808', 5]}; int64(2,) -9223372036854775808"
            + " 5",
        "{'shape': [2, 2], 'values': [1, 2, 3, 4]};   int64(2, 2) 1 2 3 4",
        "{'shape': [2, 2], 'values': [[1, 2], [3, 4]]}; int64(2, 2) 1 2 3 4",
        "{'shape': [], 'values': 5};                  int64() 5",
        "{'shape': [], 'values': [5]};                int64() 5",
        "{'shape': [], 'values': [5, 6]};             int64(2,) 5 6",
        "{'values': [[5], [6]], 'shape': []};         int64(2, 1) 5 6",
        "{'shape': [], 'values': []};                 float64(0,)",
        "{'shape': [0, 3], 'values': []};             float64(0, 3)",
      })
  void readsArrays(String json, String array) {
    assertThat(described(bodies.array(json.replace('\'', '"')))).isEqualTo(array);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "int32;   [1, 2];              int32(2,) 1 2",
        "float32; [1, 2];              float32(2,) 1.0 2.0",
        "float32; [0.1, 7];            float32(2,) 0.1 7.0",
        "float32; ['NaN'];             float32(1,) NaN",
        "float64; [1, 2];              float64(2,) 1.0 2.0",
        "float64; [-0];                float64(1,) -0.0",
        "float64; [18446744073709551616]; float64(1,) 1.8446744073709552E19",
        "int64;   ['7', 8];            int64(2,) 7 8",
        "bool;    [true];              bool(1,) true",
        "int64;   [2.0, 2e3, -0, -0.0, 50e-1]; int64(5,) 2 2000 0 0 5",
        "int64;   [9007199254740991.0, 1]; int64(2,) 9007199254740991 1",
        "int8;    [-128, 127];         int8(2,) -128 127",
        "int16;   [-32768, 32767.0];   int16(2,) -32768 32767",
        "uint8;   [0, 255];            uint8(2,) 0 255",
        "uint16;  [[0], [65535]];      uint16(2, 1) 0 65535",
        "uint32;  [0, 4294967295];     uint32(2,) 0 4294967295",
        "uint64;  [0, 9223372036854775807]; int64(2,) 0 9223372036854775807",
        "float16; [0.1, 2049, 'NaN'];  float16(3,) 0.099975586 2048.0 NaN",
        "float64; [-0, 1];             float64(2,) -0.0 1.0",
        "int32;   [];                  int32(0,)",
        "int32;   5;                   int32() 5",
        "int32;   [[1], [2]];          int32(2, 1) 1 2",
      })
  void readsTheSameWhetherTheTypeComesBeforeOrAfterTheValues(
      String type, String values, String array) {
    String dtype = "\"dtype\":\"" + type + "\"";
    String rest = "\"values\":" + values.replace('\'', '"');

    assertThat(described(bodies.array("{" + dtype + "," + rest + "}"))).isEqualTo(array);
    assertThat(described(bodies.array("{" + rest + "," + dtype + "}"))).isEqualTo(array);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "int32;   [1, 2147483648];           /1",
        "int32;   [1, 2, 1.5];               /2",
        "int32;   [1, 2.5];                  /1",
        "int64;   [1, 1e-2];                 /1",
        "int64;   [1, 1e-400];               /1",
        "int64;   [1, 1e300];                /1",
        "int32;   [1, 1e10];                 /1",
        "int64;   [2.00000000000000000001];  /0",
        "int64;   [9007199254740992.5, 1];   /0",
        "int8;    [1, 128];                  /1",
        "uint8;   [1, 300];                  /1",
        "uint8;   [1, -1];                   /1",
        "uint16;  [1, 65536.0];              /1",
        "uint32;  [1, 4294967296];           /1",
        "uint64;  [1, -1];                   /1",
        "uint64;  [1, 18446744073709551615]; /1",
        "uint64;  ['18446744073709551615'];  /0",
        "float16; [1, 70000];                /1",
        "int64;   [1, 9223372036854775808];  /1",
        "int64;   [1, 'NaN', 2.5];           /1",
        "int64;   [[1, 2], [3, 4.5]];        /1/1",
        "int64;   1.5;                       ``",
        "int64;   [true];                    /0",
        "bool;    [1];                       /0",
        "bool;    [[true], [1]];             /1/0",
        "float64; [true];                    /0",
        "float64; [1, '5'];                  /1",
        "float32; [1, 1e39];                 /1",
        "float32; [1, 3.5e38];               /1",
        "int32;   ['7'];                     /0",
        "bool;    ['NaN'];                   /0",
      })
  void refusesTheSameWhetherTheTypeComesBeforeOrAfterTheValues(
      String type, String values, String element) {
    String dtype = "\"dtype\":\"" + type + "\"";
    String rest = "\"values\":" + values.replace('\'', '"');

    assertRefused("{" + dtype + "," + rest + "}", "/inputs/a/values" + element);
    assertRefused("{" + rest + "," + dtype + "}", "/inputs/a/values" + element);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[1, [2]];                        /inputs/a/1",
        "[[1], 2];                        /inputs/a/1",
        "[[1, 2], [3]];                   /inputs/a/1",
        "[[1, 2], [3, 4, 5]];             /inputs/a/1",
        "[[], [1]];                       /inputs/a/1",
        "[[], 1];                         /inputs/a/1",
        "[[[]], []];                      /inputs/a/1",
        "[[], [[]]];                      /inputs/a/1/0",
        "[[1, 2], [3, [4]]];              /inputs/a/1/1",
        "[[1, 2, 3], [4, 5, 6], [7, 'x']]; /inputs/a/2/1",
        "[true, 1];                       /inputs/a/1",
        "[1, true];                       /inputs/a/1",
        "[1.5, false];                    /inputs/a/1",
        "[true, 'NaN'];                   /inputs/a/1",
        "[true, null];                    /inputs/a/1",
        "[9007199254740993, null];        /inputs/a/0",
        "[null, true];                    /inputs/a/1",
        "[[1], null];                     /inputs/a/1",
        "[{'0': 1, '1': 2.5}];            /inputs/a/0",
        "null;                            /inputs/a",
        "[1, 'nan'];                      /inputs/a/1",
        "[1, '5'];                        /inputs/a/1",
        "'text';                          /inputs/a",
        "[{'b': 1}];                      /inputs/a/0",
        "[1e400];                         /inputs/a/0",
        "[1, -1e999999999];               /inputs/a/1",
        "[1, 9223372036854775809];        /inputs/a/1",
        "[1, -9223372036854775809];       /inputs/a/1",
        "[100000000000000000001, 1];      /inputs/a/0",
        "[100000000000000000000, 9007199254740993]; /inputs/a/1",
        "{'shape': [2], 'values': [1]};   /inputs/a/values",
        "{'shape': [1], 'values': 1};     /inputs/a/values",
        "{'shape': [4], 'values': [[1, 2], [3, 4]]}; /inputs/a/values",
        "{'shape': [2, 1], 'values': [[1, 2]]}; /inputs/a/values",
        "{'dtype': 'int32'};              /inputs/a",
        "{'shape': [1]};                  /inputs/a",
        "{};                              /inputs/a",
        "{'values': {}};                  /inputs/a/values",
        "{'values': null};                /inputs/a",
        "{'values': null, 'random': null, 'dtype': 'int32'}; /inputs/a",
        "{'values': [1], 'constant': {'value': 1, 'shape': []}}; /inputs/a/constant",
        "{'shape': [1], 'constant': {'value': 1, 'shape': []}}; /inputs/a/constant",
        "{'constant': {'value': 1, 'shape': []}, 'values': [1]}; /inputs/a/values",
        "{'constant': {'value': 1, 'shape': []}, 'shape': [1]}; /inputs/a/shape",
      })
  void refusesWhatIsNoArrayAtTheExactPlace(String json, String pointer) {
    assertRefused(json.replace('\'', '"'), pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'dtype': 'int128', 'values': [1]};   /inputs/a/dtype",
        "{'dtype': 5, 'values': [1]};          /inputs/a/dtype",
        "{'shape': 3, 'values': [1]};          /inputs/a/shape",
        "{'shape': [-1], 'values': [1]};       /inputs/a/shape/0",
        "{'shape': [1, 1.0], 'values': [1]};   /inputs/a/shape/1",
        "{'shape': [null], 'values': [1]};     /inputs/a/shape/0",
        "{'shape': [[1]], 'values': [1]};      /inputs/a/shape/0",
      })
  void refusesWhatIsNoTypeOrShape(String json, String pointer) {
    ComputeException refused = bodies.inputRefusal(json.replace('\'', '"'));

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refused.pointer()).contains(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int32", "int64", "bool"})
  void saysWhichTypeHasRoomForNull(String type) {
    String values = type.equals("bool") ? "[true, null]" : "[1, null]";
    String dtype = "\"dtype\":\"" + type + "\"";

    for (String json :
        List.of(
            "{" + dtype + ",\"values\":" + values + "}",
            "{\"values\":" + values + "," + dtype + "}")) {
      ComputeException refused = bodies.inputRefusal(json);

      assertThat(refused.detail())
          .startsWith("null is a missing value, for which there is no " + type)
          .contains("\"dtype\": \"" + type + "\", \"nulls\": ", "in this order");
      assertThat(refused.detail().contains("float64")).isNotEqualTo(type.equals("bool"));
      assertThat(refused.pointer()).contains("/inputs/a/values/1");
    }
  }

  @Test
  void advisesHowToSendATypedArray() {
    assertThat(bodies.inputRefusal("{\"0\":1,\"1\":2.5}").detail()).contains("Array.from(x)");
  }

  @Test
  void integersBesideFloatsNeedTheirTypeFirst() {
    assertRefused(
        "{\"values\": [2.0, 9007199254740993], \"dtype\": \"int64\"}", "/inputs/a/values/1");
    assertThat(
            described(
                bodies.array("{\"dtype\": \"int64\", \"values\": [2.0, 9007199254740993.0]}")))
        .isEqualTo("int64(2,) 2 9007199254740993");
  }

  @Test
  void saysWhichTypeToDeclareAndWhichThereAre() {
    assertThat(bodies.inputRefusal("[1, 18446744073709551617]").detail())
        .contains("declare dtype \"float64\"");
    assertThat(
            bodies
                .inputRefusal("{\"dtype\": \"uint64\", \"values\": [18446744073709551615]}")
                .detail())
        .contains("18446744073709551615 is outside int64, as which uint64 is read");
    assertThat(bodies.inputRefusal("{\"dtype\": \"uint8\", \"values\": [300]}").detail())
        .contains("300 is outside uint8, which holds 0 to 255");
    assertThat(bodies.inputRefusal("{\"dtype\": \"half\", \"values\": [1]}").detail())
        .contains("\"uint8\"", "\"float16\"");
  }

  @Test
  void refusesAShapeOfMoreElementsThanALongCounts() {
    ComputeException refused =
        bodies.inputRefusal("{\"shape\":[4294967296,4294967296],\"values\":[1]}");

    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.pointer()).contains("/inputs/a/shape");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1"})
  void nestsAsDeeplyAsShapesDoAndNoDeeper(String element) {
    int most = Shape.MAX_RANK;

    assertThat(bodies.array("[".repeat(most) + element + "]".repeat(most)).shape().rank())
        .isEqualTo(most);
    assertRefused(
        "[".repeat(most + 1) + element + "]".repeat(most + 1), "/inputs/a" + "/0".repeat(most));
  }

  @Test
  void roundsToFloat32OnlyOnce() {
    // The float64 nearest to this lies exactly between two float32, the lesser of which is nearer.
    String text = "7.038531e-26";
    assertThat(Float.parseFloat(text)).isNotEqualTo((float) Double.parseDouble(text));

    NDArray array = bodies.array("{\"dtype\":\"float32\",\"values\":[" + text + "]}");

    assertThat(array.bitsAt(0)).isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
    assertRefused("{\"values\":[1.5," + text + "],\"dtype\":\"float32\"}", "/inputs/a/values/1");
    assertThat(bodies.array("[" + text + "]").doubleAt(0)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void keepsElementsAcrossTheBuffersOfParserAndBuilder() {
    String elements =
        LongStream.range(0, 50_000).mapToObj(Long::toString).collect(Collectors.joining(", "));

    NDArray array = bodies.array("[" + elements + ", 0.5]");

    assertThat(array.toString()).isEqualTo("float64(50001,)");
    for (long index = 0; index < 50_000; index++) {
      assertThat(array.doubleAt(index)).isEqualTo((double) index);
    }
    assertThat(array.doubleAt(50_000)).isEqualTo(0.5);
  }

  private void assertRefused(String json, String pointer) {
    ComputeException refused = bodies.inputRefusal(json);

    assertThat(refused).as(json).isNotNull();
    assertThat(refused.code()).as(refused.detail()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refused.pointer()).as(refused.detail()).contains(pointer);
  }

  /// Type, shape and elements, such as `int64(2,) 1 2`.
  private static String described(NDArray array) {
    StringBuilder text = new StringBuilder(array.toString());
    for (long index = 0; index < array.elementCount(); index++) {
      text.append(' ');
      switch (array.type()) {
        case BOOL -> text.append(array.bitsAt(index) != 0);
        case INT32, INT64 -> text.append(array.longAt(index));
        case FLOAT32 -> text.append((float) array.doubleAt(index));
        case FLOAT64 -> text.append(array.doubleAt(index));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"dtype": "int64", "nulls": 0, "values": [1, null, 3]}              | int64(3,) 1 0 3
          {"nulls": -7, "dtype": "int8", "values": [null, 3]}                 | int32(2,) -7 3
          {"nulls": true, "dtype": "bool", "values": [null, false]}           | bool(2,) true false
          {"nulls": "skip", "dtype": "int64", "values": [null, 1, null, 3]}   | int64(2,) 1 3
          {"nulls": "skip", "dtype": "int64", "values": [null]}               | int64(0,)
          {"nulls": "skip", "dtype": "float64", "values": [null, 1]}          | float64(1,) 1.0
          {"nulls": 0, "dtype": "int64", "values": [[1, null], [null, 4]]}    | int64(2, 2) 1 0 0 4
          {"nulls": 0, "dtype": "float32", "values": [null, 1]}               | float32(2,) 0.0 1.0
          {"nulls": -2, "dtype": "float16", "values": [null, 1]}              | float32(2,) -2.0 1.0
          {"nulls": 7, "dtype": "float64", "values": [[null, "NaN"]]}         | float64(1, 2) 7.0 NaN
          """)
  void readsMissingValuesAsTold(String input, String array) {
    NDArray read = bodies.array(input);

    String elements = String.join(" ", ArrayReading.elements(read));
    String type = read.type() + read.shape().toString();
    assertThat((type + " " + elements).strip()).isEqualTo(array);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"nulls": 0, "values": [1, null]}                               | nulls is for arrays of a declared type
          {"dtype": "int64", "values": [1], "nulls": 0}                   | what is missing is no longer known here: write dtype and nulls before values
          {"dtype": "int8", "nulls": 128, "values": [null]}               | nulls is 128, which is no value of type int8
          {"dtype": "float32", "nulls": 16777217, "values": [null]}       | nulls is 16777217, which is no value of type float32
          {"dtype": "float16", "nulls": 65505, "values": [null]}          | nulls is 65505, which is no value of type float16
          {"dtype": "float64", "nulls": true, "values": [null]}           | nulls is true, which is no value of type float64
          {"dtype": "bool", "nulls": 1, "values": [null]}                 | nulls is 1, which is no value of type bool
          {"dtype": "int64", "nulls": "drop", "values": [null]}           | nulls is "skip", an integer, true or false
          {"dtype": "int64", "nulls": 1.5, "values": [null]}              | expected "skip", an integer, true or false
          {"dtype": "int64", "nulls": "skip", "values": [[1, null]]}      | only arrays of one dimension
          {"dtype": "int64", "nulls": "skip", "values": [null, [1]]}      | the array is ragged
          {"dtype": "int64", "nulls": 0, "range": {"stop": 3}}            | an input has either values
          """)
  void refusesOtherWordsAboutMissingValues(String input, String detail) {
    assertThat(bodies.inputRefusal(input).detail()).startsWith(detail);
  }
}
