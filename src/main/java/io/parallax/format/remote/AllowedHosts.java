package io.parallax.format.remote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// The hosts from which inputs are fetched: exact names, or `*.` and a suffix, each with a port or
/// without. Without a port it is the one of the address's scheme. Thread safe.
final class AllowedHosts {
  private static final String ANY_LABEL = "*.";
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final List<String> hosts;

  AllowedHosts(List<String> hosts) {
    this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /// The address, if it may be fetched.
  ///
  /// @throws ComputeException URL_REFUSED
  URI require(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException malformed) {
      throw refused("this is no address of http or https: " + malformed.getReason());
    }
    return require(uri);
  }

  /// As [#require(String)].
  URI require(URI uri) {
    boolean isSecure = "https".equalsIgnoreCase(uri.getScheme());
    if (!isSecure && !"http".equalsIgnoreCase(uri.getScheme())) {
      throw refused("only addresses of http and https are fetched");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw refused("the address has no host; names in other letters are written as xn--…");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused("an address with a user or a password is not fetched");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int ordinary = isSecure ? HTTPS : HTTP;
    int port = uri.getPort() < 0 ? ordinary : uri.getPort();
    if (hosts.stream().noneMatch(allowed -> matches(allowed, host, port, ordinary))) {
      throw refused(
          "%s:%d is not among the hosts that inputs are fetched from%s"
              .formatted(host, port, hosts.isEmpty() ? ", of which there are none" : ""));
    }
    return uri;
  }

  private static boolean matches(String allowed, String host, int port, int ordinary) {
    int colon = allowed.lastIndexOf(':');
    boolean hasPort = colon >= 0 && colon > allowed.lastIndexOf(']');
    String name = hasPort ? allowed.substring(0, colon) : allowed;
    String wanted = hasPort ? allowed.substring(colon + 1) : Integer.toString(ordinary);
    if (!wanted.equals(Integer.toString(port))) {
      return false;
    }
    return name.startsWith(ANY_LABEL)
        ? host.endsWith(name.substring(1)) && host.length() >= name.length()
        : host.equals(name);
  }

  static ComputeException refused(String detail) {
    return new ComputeException(ErrorCode.URL_REFUSED, detail);
  }
}
