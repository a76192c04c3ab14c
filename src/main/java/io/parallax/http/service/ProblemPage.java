package io.parallax.http.service;

import io.parallax.http.AcceptedTypes;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.service.ProblemController.ProblemEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/// The page about a problem, in the form the reader prefers. It is made from the catalogue alone
/// and contains nothing of a request.
final class ProblemPage {
  private static final List<MediaType> FORMS =
      List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_MARKDOWN);

  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>body{font:1.1em/1.5 system-ui,sans-serif;max-width:40em;margin:3em auto;padding:0 1em}</style>
      <h1>%1$s</h1>
      <p>%2$s</p>
      <p>HTTP status %3$d · type <code>%4$s</code> · <a href="%5$s">all problems</a></p>
      </html>
      """;

  private static final String MARKDOWN =
      """
      # %1$s

      %2$s

      HTTP status %3$d · type `%4$s` · all problems: %5$s
      """;

  private ProblemPage() {}

  /// @param accepted types of which at least one is a form
  static ResponseEntity<Object> of(ProblemType type, AcceptedTypes accepted) {
    MediaType form = preferred(accepted);
    if (form.equals(MediaType.APPLICATION_JSON)) {
      return ResponseEntity.ok().contentType(form).body(ProblemEntry.of(type));
    }
    boolean html = form.equals(MediaType.TEXT_HTML);
    return ResponseEntity.ok()
        .contentType(new MediaType(form, StandardCharsets.UTF_8))
        .body(html ? html(type) : fill(MARKDOWN, type.title(), type.advice(), type));
  }

  private static String html(ProblemType type) {
    return fill(
        HTML, HtmlUtils.htmlEscape(type.title()), HtmlUtils.htmlEscape(type.advice()), type);
  }

  private static String fill(String template, String title, String advice, ProblemType type) {
    return template.formatted(title, advice, type.status(), type.address(), ProblemType.ROOT);
  }

  /// The form of the greatest quality, of several the first.
  private static MediaType preferred(AcceptedTypes accepted) {
    MediaType best = MediaType.APPLICATION_JSON;
    for (MediaType form : FORMS) {
      best = accepted.quality(form) > accepted.quality(best) ? form : best;
    }
    return best;
  }
}
