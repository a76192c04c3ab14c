package io.parallax.http.testing;

import io.parallax.http.problem.ProblemType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What came back on a connection, as it came.
public record RawAnswer(String text) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Pattern TYPE =
      Pattern.compile("\"type\":\"" + ProblemType.ROOT + "/([^\"]+)\"");

  /// The status of the first answer that is not "100 Continue", 0 when there is none.
  public int status() {
    Matcher matcher = STATUS.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(1).equals("100")) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }

  /// Whether the client was told off: a problem that blames it, or nothing but a closed connection.
  public boolean isRefusal() {
    return text.isEmpty() || isProblem();
  }

  /// Whether this is a problem of a known type with its 4xx status.
  public boolean isProblem() {
    Matcher type = TYPE.matcher(text);
    return status() >= 400
        && status() < 500
        && text.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json")
        && type.find()
        && ProblemType.ofSlug(type.group(1))
            .filter(known -> known.status() == status())
            .isPresent();
  }
}
