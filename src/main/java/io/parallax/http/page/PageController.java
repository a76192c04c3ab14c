package io.parallax.http.page;

import io.parallax.http.AcceptedTypes;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Sends the page and its files, each with an entity tag, and in gzip to clients that take it. At
/// `/` a client that does not prefer HTML is sent the addresses of the documents in which the
/// service describes itself, as JSON.
@Hidden
@RestController
final class PageController {
  /// Files of the page alone may be loaded, run and called, texts never become HTML or scripts, and
  /// no other page may frame this one.
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String POLICY_HEADER = "Content-Security-Policy";
  private static final String GZIP = "gzip";
  private static final Pattern TAKES_GZIP =
      Pattern.compile("(?i)\\s*(x-)?gzip\\s*(;\\s*q=(1(\\.0*)?|0?\\.0*[1-9]\\d*)\\s*)?");

  private static final Map<String, String> DOCUMENTS =
      new TreeMap<>(
          Map.of(
              "functions", "/v1/functions",
              "health", "/actuator/health/readiness",
              "limits", "/v1/limits",
              "openapi", "/v1/openapi",
              "problems", ProblemType.ROOT,
              "strategies", "/v1/strategies",
              "swagger", "/swagger-ui/index.html"));

  private final PageFiles files;

  PageController(PageFiles files) {
    this.files = files;
  }

  @GetMapping(
      path = "/",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
  ResponseEntity<Object> home(HttpServletRequest request) {
    if (prefersPage(request)) {
      return file(PageFiles.HOME, request);
    }
    return ResponseEntity.ok()
        .varyBy(HttpHeaders.ACCEPT)
        .contentType(MediaType.APPLICATION_JSON)
        .body(DOCUMENTS);
  }

  @GetMapping("/page/{*path}")
  ResponseEntity<Object> file(@PathVariable String path, HttpServletRequest request) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    PageFile file =
        files
            .find(name)
            .orElseThrow(
                () -> new RefusedException(ProblemType.NOT_FOUND, "the page has no such file"));
    boolean isPacked = takesGzip(request);
    PageFile.Form form = isPacked ? file.gzip() : file.plain();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(file.type())
            .eTag(form.tag())
            .cacheControl(CacheControl.noCache())
            .varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING)
            .header(POLICY_HEADER, POLICY)
            .header("Referrer-Policy", "no-referrer");
    if (isPacked) {
      answer.header(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
    return answer.body(form.content());
  }

  private static boolean prefersPage(HttpServletRequest request) {
    return AcceptedTypes.of(request)
        .filter(
            accepted ->
                accepted.quality(MediaType.TEXT_HTML)
                    > accepted.quality(MediaType.APPLICATION_JSON))
        .isPresent();
  }

  private static boolean takesGzip(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .anyMatch(coding -> TAKES_GZIP.matcher(coding).matches());
  }
}
