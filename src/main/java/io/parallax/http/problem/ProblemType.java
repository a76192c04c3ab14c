package io.parallax.http.problem;

import io.parallax.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A kind of failure. Slugs are part of the public contract: they may be added, never renamed.
///
/// @param slug the end of the address that is the problem's `type`
/// @param status the HTTP status of the answer
/// @param title what happened, the same for every problem of the type
/// @param advice what the caller can do
public record ProblemType(String slug, int status, String title, String advice) {
  public static final String ROOT = "/v1/problems";

  public static final ProblemType BAD_REQUEST =
      new ProblemType(
          "bad-request",
          400,
          "The request is not valid HTTP",
          "Check the request line, the headers and that the body is as long as announced.");
  public static final ProblemType NOT_FOUND =
      new ProblemType(
          "not-found",
          404,
          "There is nothing at this address",
          "GET /v1/openapi describes every address there is.");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType(
          "method-not-allowed",
          405,
          "This address does not take that method",
          "The Allow header lists the methods it takes.");
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType(
          "not-acceptable",
          406,
          "The answer has none of the media types asked for",
          "Send Accept: application/json, or no Accept header.");
  public static final ProblemType BODY_TIMEOUT =
      new ProblemType(
          "body-timeout",
          408,
          "The body took too long to arrive",
          "Send it without pauses; bodyTimeout and idleTimeout in GET /v1/limits bound it.");
  public static final ProblemType ADDRESS_TOO_LONG =
      new ProblemType(
          "address-too-long",
          414,
          "The request's address is too long",
          "headerBytes in GET /v1/limits bounds it; what is long belongs into the body.");
  public static final ProblemType HEADERS_TOO_LARGE =
      new ProblemType(
          "headers-too-large",
          431,
          "The request's headers are too large or too many",
          "headerBytes and headers in GET /v1/limits bound them.");
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE = of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  public static final ProblemType STOPPING =
      new ProblemType(
          "stopping",
          503,
          "The service is about to end",
          "Repeat after the time in Retry-After, or at once where there are other instances.");

  private static final List<ProblemType> OF_THE_PROTOCOL =
      List.of(
          BAD_REQUEST,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          BODY_TIMEOUT,
          ADDRESS_TOO_LONG,
          HEADERS_TOO_LARGE,
          STOPPING);

  /// Every type: first the types of the computation, then the types of the protocol.
  public static List<ProblemType> all() {
    return Stream.concat(
            Arrays.stream(ErrorCode.values()).map(ProblemType::of), OF_THE_PROTOCOL.stream())
        .toList();
  }

  public static ProblemType of(ErrorCode code) {
    return new ProblemType(code.slug(), status(code.category()), code.title(), code.advice());
  }

  public static Optional<ProblemType> ofSlug(String slug) {
    return all().stream().filter(type -> type.slug.equals(slug)).findFirst();
  }

  /// The type for a failure of which only the HTTP status is known, chosen by the protocol or the
  /// framework. It is the nearest type: 400 for a failure caused by the client, 500 for any other.
  /// HTTP lets a server not know a method, a transfer coding or a version, so these failures count
  /// as caused by the client.
  public static ProblemType ofStatus(int status) {
    if (status >= 500 && status != 501 && status != 505) {
      return of(ErrorCode.INTERNAL);
    }
    if (status == 413) {
      return of(ErrorCode.TOO_LARGE);
    }
    if (status == UNSUPPORTED_MEDIA_TYPE.status) {
      return UNSUPPORTED_MEDIA_TYPE;
    }
    return OF_THE_PROTOCOL.stream()
        .filter(type -> type.status == status)
        .findFirst()
        .orElse(BAD_REQUEST);
  }

  /// A URI reference: the path of the page about this type.
  public String address() {
    return ROOT + "/" + slug;
  }

  /// The text for a problem about which nothing more is known.
  public String summary() {
    return title + ". " + advice;
  }

  private static int status(ErrorCode.Category category) {
    return switch (category) {
      case FORMAT -> 415;
      case SYNTAX -> 400;
      case SEMANTICS -> 422;
      case ABSENCE -> 404;
      case SIZE -> 413;
      case CAPACITY -> 503;
      case SOURCE -> 502;
      case DEADLINE -> 504;
      case CANCELLATION -> 499;
      case INTERNAL -> 500;
    };
  }
}
