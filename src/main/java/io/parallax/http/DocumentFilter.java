package io.parallax.http;

import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Lets clients keep the documents in which the service describes itself. A document has an entity
/// tag, which follows from its bytes. A client that sends the tag of the document as it is now is
/// answered 304, without the document. Documents change with the version and the settings of the
/// service, so a client asks each time (`Cache-Control: no-cache`).
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class DocumentFilter extends OncePerRequestFilter {
  /// Beginnings of the addresses of documents.
  private static final List<String> DOCUMENTS =
      List.of(
          "/v1/functions",
          "/v1/limits",
          "/v1/openapi",
          "/v1/problems",
          "/v1/strategies",
          DescriptionController.JSON);

  /// Beginning of the addresses of the page's files, which have a date instead of a tag.
  private static final String PAGE = "/swagger-ui/";

  private static final String PROBLEM = ProblemType.ROOT + "/";
  private static final String YAML = ".yaml";
  private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON);
  private static final List<MediaType> PAGE_FORMS =
      List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_MARKDOWN);

  private static final String ANY = "*";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final String DIGEST = "SHA-256";
  private static final int TAG_BYTES = 16;

  private final ProblemWriter problems;

  DocumentFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    boolean reads =
        HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    return !reads || !(isDocument(request) || isOfThePage(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME);
    if (isOfThePage(request)) {
      chain.doFilter(request, response);
      return;
    }
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (refuses(request)) {
      problems.notAcceptable(request, response);
      return;
    }
    ContentCachingResponseWrapper document = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, document);
    boolean isKnown =
        document.getStatus() == HttpServletResponse.SC_OK
            && isKnown(request, response, tag(document.getContentAsByteArray()));
    if (!isKnown) {
      document.copyBodyToResponse();
    }
  }

  /// Answers 304 to a client that has the document, or asks with `*` whether there is one, which
  /// the framework does not look for.
  private static boolean isKnown(
      HttpServletRequest request, HttpServletResponse response, String tag) {
    if (ANY.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setHeader(HttpHeaders.ETAG, tag);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return true;
    }
    return new ServletWebRequest(request, response).checkNotModified(tag);
  }

  /// Whether the client refuses every form that the document has. The framework leaves a quality of
  /// 0 unnoticed.
  private static boolean refuses(HttpServletRequest request) {
    List<MediaType> forms = request.getRequestURI().startsWith(PROBLEM) ? PAGE_FORMS : FORMS;
    return !request.getRequestURI().endsWith(YAML)
        && AcceptedTypes.of(request)
            .filter(accepted -> forms.stream().allMatch(form -> accepted.quality(form) == 0))
            .isPresent();
  }

  private static boolean isDocument(HttpServletRequest request) {
    return DOCUMENTS.stream().anyMatch(request.getRequestURI()::startsWith);
  }

  private static boolean isOfThePage(HttpServletRequest request) {
    return request.getRequestURI().startsWith(PAGE);
  }

  private static String tag(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance(DIGEST).digest(document);
      return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
