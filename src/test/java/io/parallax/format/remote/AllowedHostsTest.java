package io.parallax.format.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private final AllowedHosts hosts =
      new AllowedHosts(List.of("data.example.org", "*.Example.net", "files.example.com:8443"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://data.example.org/x.npy",
        "http://data.example.org/x.npy",
        "HTTPS://Data.Example.ORG:443/x",
        "http://data.example.org:80/x",
        "https://a.example.net/x",
        "https://a.b.example.net/x",
        "https://files.example.com:8443/x?y=z#part"
      })
  void takesHostsOfTheList(String address) {
    assertThat(hosts.require(address).getHost()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/x",
        "https://xdata.example.org/x",
        "https://data.example.org.evil.com/x",
        "https://example.net/x",
        "https://evilexample.net/x",
        "https://data.example.org:8080/x",
        "https://data.example.org:80/x",
        "https://files.example.com/x",
        "https://user@data.example.org/x",
        "https://data.example.org@evil.com/x",
        "https://evil.com#data.example.org",
        "https://evil.com\\@data.example.org/x",
        "ftp://data.example.org/x",
        "file:///etc/passwd",
        "data.example.org/x",
        "https:///x",
        "https://127.0.0.1/x",
        "https://2130706433/x",
        "https://[::1]/x",
        "https://bücher.example.net/x",
        "",
        " https://data.example.org/x"
      })
  void refusesAllOthers(String address) {
    ComputeException refused =
        catchThrowableOfType(ComputeException.class, () -> hosts.require(address));

    assertThat(refused.code()).isEqualTo(ErrorCode.URL_REFUSED);
  }
}
