package io.parallax.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.format.StoredArray;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.Python;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CsvAnswerFormatTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();
  private final Map<String, StoredArray> columns = new LinkedHashMap<>();

  private void column(String name, String array) {
    columns.put(name, StoredArray.of(bodies.array(array)));
  }

  private String written() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    new CsvAnswerFormat().write(columns, written);
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesAColumnAResult() throws IOException {
    column("x", "[0.1, -0.0, \"NaN\", \"Infinity\", \"-Infinity\", 1e300]");
    column("n", "[1, -2, 9223372036854775807, 4, 5, 6]");
    column("single", "{\"dtype\":\"float32\",\"values\":[0.1, 1, 2, 3, 4, 16777216]}");
    column("even", "[true, false, true, false, true, false]");

    assertThat(written())
        .isEqualTo(
            """
            x,n,single,even
            0.1,1,0.1,true
            -0.0,-2,1.0,false
            NaN,9223372036854775807,2.0,true
            Infinity,4,3.0,false
            -Infinity,5,4.0,true
            1.0E300,6,1.6777216E7,false
            """);
  }

  @Test
  void writesElementsOfNarrowTypesAsTheirValues() throws IOException {
    column("i1", "{\"dtype\":\"int8\",\"values\":[-128, 127]}");
    column("u1", "{\"dtype\":\"uint8\",\"values\":[0, 255]}");
    column("u2", "{\"dtype\":\"uint16\",\"values\":[0, 65535]}");
    column("u4", "{\"dtype\":\"uint32\",\"values\":[0, 4294967295]}");
    column("f2", "{\"dtype\":\"float16\",\"values\":[0.5, \"NaN\"]}");

    assertThat(written())
        .isEqualTo("i1,u1,u2,u4,f2\n-128,0,0,0,0.5\n127,255,65535,4294967295,NaN\n");
  }

  @Test
  void quotesNamesThatReadersWouldCut() throws IOException {
    column("a,b", "[1]");
    column("say \"x\"", "[2]");
    column("two\nlines", "[3]");
    column(" padded ", "[4]");
    column("größe", "[5]");

    assertThat(written())
        .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" padded \",größe\n1,2,3,4,5\n");
  }

  @Test
  void writesScalarsAsTheOnlyRow() throws IOException {
    column("n", "7");
    column("m", "2.5");

    assertThat(written()).isEqualTo("n,m\n7,2.5\n");
  }

  @Test
  void noRowsAreALineOfNames() throws IOException {
    column("x", "{\"dtype\":\"float64\",\"values\":[]}");

    assertThat(written()).isEqualTo("x\n");
  }

  @Test
  void rowsBeyondOneBufferAreWhole() throws Exception {
    StringBuilder values = new StringBuilder("[0.25");
    for (int index = 1; index < 20_000; index++) {
      values.append(',').append(index).append(".25");
    }
    column("x", values.append(']').toString());
    column("y", values.toString());

    String program =
        """
        a = np.genfromtxt(io.BytesIO(data), delimiter=',', names=True)
        print((a['x'] == np.arange(20000) + .25).all(), (a['y'] == a['x']).all())
        """;
    assertThat(Python.prints(program, written().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("True True");
  }

  @Test
  void pandasReadsBackTheSame() throws Exception {
    column("x", "[0.1, \"NaN\", \"-Infinity\", 2.2250738585072014E-308]");
    column("n", "[1, -2, 9223372036854775807, 4]");
    column("a \"b\"", "[true, false, true, false]");

    String program =
        """
        import pandas
        t = pandas.read_csv(io.BytesIO(data), float_precision='round_trip')
        print(list(t.columns), [str(d) for d in t.dtypes], t.values.tolist())
        """;
    assertThat(Python.prints(program, written().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "['x', 'n', 'a \"b\"'] ['float64', 'int64', 'bool'] [[0.1, 1, True], [nan, -2, False],"
                + " [-inf, 9223372036854775807, True], [2.2250738585072014e-308, 4, False]]");
  }
}
