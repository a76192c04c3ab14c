package io.parallax.format.remote;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ElementEncoding;
import io.parallax.format.ElementReader;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Receives the bytes at an address. Cookies, credentials and proxies are not used, and nothing is
/// tried twice. Thread safe.
final class RemoteSource implements AutoCloseable {
  /// The most redirects that are followed.
  static final int MAX_REDIRECTS = 3;

  private static final int OK = 200;
  private static final int LEAST_REDIRECT = 301;
  private static final int GREATEST_REDIRECT = 308;
  private static final ElementEncoding BYTES =
      new ElementEncoding(StorageType.INT8, ByteOrder.LITTLE_ENDIAN);

  private final AllowedHosts hosts;
  private final long mostBytes;
  private final CloseableHttpClient client;

  RemoteSource(RemoteProperties properties) {
    this.hosts = new AllowedHosts(properties.allowed());
    this.mostBytes = properties.size().toBytes();
    Timeout timeout = Timeout.of(properties.timeout());
    this.client =
        HttpClients.custom()
            .setUserAgent("Parallax")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .disableConnectionState()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new CheckedAddresses(properties.privateAddresses()))
                    .setMaxConnTotal(properties.concurrent())
                    .setMaxConnPerRoute(properties.concurrent())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .setTimeToLive(TimeValue.ofSeconds(0))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout)
                    .setConnectionRequestTimeout(timeout)
                    .build())
            .build();
  }

  /// What was received.
  ///
  /// @param address after redirects
  /// @param type the header `Content-Type`
  record Received(URI address, Optional<String> type, NDArray bytes) {}

  /// The address, if it may be fetched.
  ///
  /// @throws ComputeException URL_REFUSED
  URI require(String address) {
    return hosts.require(address);
  }

  /// Receives the bytes at an address, or where it is redirected to.
  ///
  /// @param address checked
  /// @throws ComputeException URL_REFUSED, URL_FAILED, TOO_LARGE, DEADLINE_EXCEEDED
  Received fetch(URI address, Reservation reservation, Deadline deadline) {
    URI at = address;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      deadline.check();
      Step step = step(at, reservation, deadline);
      if (step.received() != null) {
        return step.received();
      }
      URI next = hosts.require(at.resolve(step.location()));
      if ("https".equalsIgnoreCase(at.getScheme()) && !"https".equalsIgnoreCase(next.getScheme())) {
        throw AllowedHosts.refused("the address is redirected from https to http");
      }
      at = next;
    }
    throw AllowedHosts.refused("the address is redirected more than " + MAX_REDIRECTS + " times");
  }

  /// The answer of one address: bytes, or where to look.
  private record Step(@Nullable Received received, String location) {}

  private Step step(URI at, Reservation reservation, Deadline deadline) {
    HttpGet get = new HttpGet(at);
    get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    try {
      return client.execute(get, answer -> step(at, answer, reservation, deadline));
    } catch (CheckedAddresses.NotPublicException refused) {
      throw AllowedHosts.refused(
          at.getHost() + " has an address that is private, of this machine or reserved");
    } catch (IOException broken) {
      deadline.check();
      throw failed(at, "cannot be read: " + broken.getMessage(), broken);
    }
  }

  private Step step(URI at, ClassicHttpResponse answer, Reservation reservation, Deadline deadline)
      throws IOException {
    int status = answer.getCode();
    @Nullable Header location = answer.getFirstHeader(HttpHeaders.LOCATION);
    if (status >= LEAST_REDIRECT && status <= GREATEST_REDIRECT && location != null) {
      try {
        return new Step(null, URI.create(location.getValue()).toString());
      } catch (IllegalArgumentException malformed) {
        throw failed(at, "redirects to no address", malformed);
      }
    }
    @Nullable HttpEntity entity = answer.getEntity();
    if (status != OK || entity == null) {
      throw failed(at, "answers with status " + status, null);
    }
    if (entity.getContentLength() > mostBytes) {
      throw tooLarge();
    }
    NDArray bytes =
        new ElementReader(content(at, entity), mostBytes + 1, deadline)
            .rest(BYTES, reservation, mostBytes + 1);
    if (bytes.elementCount() > mostBytes) {
      throw tooLarge();
    }
    return new Step(
        new Received(at, Optional.ofNullable(entity.getContentType()), bytes), at.toString());
  }

  private static InputStream content(URI at, HttpEntity entity) throws IOException {
    String coding = Optional.ofNullable(entity.getContentEncoding()).orElse("identity");
    return switch (coding) {
      case "identity" -> entity.getContent();
      case "gzip", "x-gzip" -> new GZIPInputStream(entity.getContent());
      default -> throw failed(at, "answers in the coding " + coding, null);
    };
  }

  private ComputeException tooLarge() {
    return new ComputeException(
        ErrorCode.TOO_LARGE,
        "what the address has is larger than the limit of %d bytes".formatted(mostBytes));
  }

  private static ComputeException failed(URI at, String how, @Nullable Exception cause) {
    String detail = "%s %s".formatted(at.getHost(), how);
    return cause == null
        ? new ComputeException(ErrorCode.URL_FAILED, detail)
        : new ComputeException(ErrorCode.URL_FAILED, detail, cause);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
