package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeParametersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;",
        "text/csv; ; nulls=skip;",
        "text/csv;charset=utf-8;nulls=0",
        "application/octet-stream; dtype=float64; shape=\"2,3\"",
        "application/octet-stream; dtype = float64 ; shape=\"\"",
        "multipart/form-data; boundary=\"a;b=\\\"c; boundary=d\"",
        ""
      })
  void findsNothingWrongWithWhatIsRight(String header) {
    assertThat(TypeParameters.complaint(header)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a/b; dtype=float64; dtype=int64       | dtype | is there twice",
        "text/csv; nulls=0; NULLS=0            | NULLS | is there twice",
        "multipart/form-data; boundary=\"a\"; x=1; boundary=b | boundary | is there twice",
        "a/b; dtype=float64; shape=2,3         | shape | has a value that is written in quotation"
            + " marks, as in shape=\"2,3\"",
        "a/b; shape=[2]; x=1                   | shape | has a value that is written in quotation"
            + " marks, as in shape=\"[2]\"",
        "a/b; shape=\"2,3                      | shape | has a value without a closing quotation"
            + " mark",
        "a/b; shape=\"2,3\\\"                   | shape | has a value without a closing quotation"
            + " mark",
        "a/b; dtype=; shape=2                  | dtype | has no value",
        "a/b; dtype                            | dtype | has no value"
      })
  void namesTheFirstBadParameter(String header, String name, String complaint) {
    assertThat(TypeParameters.complaint(header))
        .contains("the parameter \"" + name + "\" of the header Content-Type " + complaint);
  }

  @Test
  void survivesEveryBeginningOfAHeader() {
    String header = "a/b; shape=\"2,\\\"3\"; dtype=int64; x";
    for (int length = 0; length < header.length(); length++) {
      assertThat(TypeParameters.complaint(header.substring(0, length))).isNotNull();
    }
  }
}
