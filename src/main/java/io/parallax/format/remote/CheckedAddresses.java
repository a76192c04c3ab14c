package io.parallax.format.remote;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/// Finds the addresses of hosts for connections, and refuses those of networks that are not public
/// (RFC 6890). The connection is made to what is returned here, so a name that has another address
/// when it is asked again gains nothing. Thread safe.
final class CheckedAddresses implements DnsResolver {
  private static final int BYTE = 0xFF;

  private final boolean privateAllowed;

  CheckedAddresses(boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  /// A host whose address is not public.
  static final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    NotPublicException(String message) {
      super(message);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!privateAllowed && !isPublic(address)) {
        throw new NotPublicException(host);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /// Whether an address belongs to the public internet.
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublicV4(bytes[0] & BYTE, bytes[1] & BYTE, bytes[2] & BYTE);
      case Inet6Address _ -> isPublicV6(bytes);
      default -> false;
    };
  }

  private static boolean isPublicV4(int first, int second, int third) {
    boolean isOfThisNetwork = first == 0 || first == 127;
    boolean isPrivate =
        first == 10 || (first == 172 && second >> 4 == 1) || (first == 192 && second == 168);
    boolean isOfTheProvider = first == 100 && second >> 6 == 1;
    boolean isLinkLocal = first == 169 && second == 254;
    boolean isForProtocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean isForTests =
        (first == 198 && second >> 1 == 9)
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    boolean isReserved = first >= 224 || (first == 192 && second == 88 && third == 99);
    return !(isOfThisNetwork
        || isPrivate
        || isOfTheProvider
        || isLinkLocal
        || isForProtocols
        || isForTests
        || isReserved);
  }

  /// Global unicast addresses are 2000::/3. Of those, addresses that hold others of IPv4 (6to4,
  /// Teredo) and those of documents are not connected to; mapped and translated ones are outside.
  private static boolean isPublicV6(byte[] bytes) {
    int first = ((bytes[0] & BYTE) << 8) | (bytes[1] & BYTE);
    int second = ((bytes[2] & BYTE) << 8) | (bytes[3] & BYTE);
    boolean isGlobal = (first & 0xE000) == 0x2000;
    boolean isSixToFour = first == 0x2002;
    boolean isSpecial = first == 0x2001 && (second < 0x200 || second == 0xDB8);
    boolean isForDocuments = (first & 0xFFF0) == 0x3FF0;
    return isGlobal && !isSixToFour && !isSpecial && !isForDocuments;
  }
}
