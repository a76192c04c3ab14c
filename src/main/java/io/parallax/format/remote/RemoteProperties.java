package io.parallax.format.remote;

import io.parallax.limit.Limit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What may be fetched for requests.
///
/// @param hosts names such as `data.example.org` or `*.example.org`, each with a port if it is not
///   that of the scheme; null for none
/// @param privateAddresses whether hosts may have addresses of private networks and of this machine
/// @param size the most bytes of one source, after decompression
/// @param timeout of connecting, and of silence
/// @param concurrent the most fetches at a time; others wait
@ConfigurationProperties("parallax.urls")
public record RemoteProperties(
    @Nullable List<String> hosts,
    @DefaultValue("false") boolean privateAddresses,
    @DefaultValue("256MB") DataSize size,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("16") int concurrent) {
  /// The hosts; none where nothing is set.
  List<String> allowed() {
    return hosts == null ? List.of() : hosts;
  }

  public RemoteProperties {
    hosts = hosts == null ? null : List.copyOf(hosts);
    Limit.requirePositive("parallax.urls.size", size.toBytes());
    Limit.requirePositive("parallax.urls.timeout", timeout.toMillis());
    Limit.requirePositive("parallax.urls.concurrent", concurrent);
  }
}
