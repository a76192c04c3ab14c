package io.parallax.format.benchmark;

import io.parallax.benchmark.BenchmarkReport;
import io.parallax.benchmark.BenchmarkReport.Comparison;
import io.parallax.benchmark.BenchmarkReport.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// A report as a chart: for each request a panel with the time of each strategy over the size, both
/// axes logarithmic, medians as lines and quartiles as bars. Its colours follow the reader's choice
/// of a light or a dark page.
@Component
final class BenchmarkChart implements BenchmarkFormat {
  private static final int WIDTH = 760;
  private static final int PANEL = 380;
  private static final int LEFT = 84;
  private static final int RIGHT = 556;
  private static final int TOP = 52;
  private static final int BOTTOM = 322;
  private static final int LINE = 20;
  private static final int COLOURS = 8;

  /// The palette of Okabe and Ito (2008), which people with any colour vision can tell apart; the
  /// darkest and the lightest colour are exchanged for others that stand out on either page.
  private static final String STYLE =
      """
      <style>
      svg { background: #fff; color: #1d2430; font: 13px system-ui, sans-serif; }
      text { fill: currentColor; }
      .grid { stroke: currentColor; opacity: .15; }
      .title { font-weight: 600; font-size: 15px; }
      .end { text-anchor: end; } .mid { text-anchor: middle; }
      polyline { fill: none; stroke-width: 2; }
      .c0 { --c: #0072b2; } .c1 { --c: #d55e00; } .c2 { --c: #009e73; } .c3 { --c: #b5579a; }
      .c4 { --c: #a07a00; } .c5 { --c: #2f8fc4; } .c6 { --c: #6b7280; } .c7 { --c: #8c564b; }
      polyline, line.q { stroke: var(--c); } circle, rect.key { fill: var(--c); }
      @media (prefers-color-scheme: dark) {
        svg { background: #12161d; color: #dfe5ee; }
        .c0 { --c: #56b4e9; } .c1 { --c: #ff8c3b; } .c2 { --c: #2bd3a0; } .c3 { --c: #e39bc9; }
        .c4 { --c: #f0c419; } .c5 { --c: #8cc8ff; } .c6 { --c: #a3acb9; } .c7 { --c: #c9978d; }
      }
      </style>
      """;

  @Override
  public String mediaType() {
    return "image/svg+xml";
  }

  @Override
  public void write(BenchmarkReport report, OutputStream stream) throws IOException {
    List<Comparison> drawn =
        report.comparisons().stream().filter(each -> !each.rows().isEmpty()).toList();
    int height = Math.max(1, drawn.size()) * PANEL + 2 * LINE;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"Time of each strategy over the size\">%n",
            WIDTH,
            height));
    svg.append(STYLE);
    for (int panel = 0; panel < drawn.size(); panel++) {
      svg.append(String.format(Locale.ROOT, "<g transform=\"translate(0 %d)\">%n", panel * PANEL));
      draw(drawn.get(panel), svg);
      svg.append("</g>\n");
    }
    text(
        svg,
        LEFT,
        height - LINE,
        "",
        "%s, %d cores, %s"
            .formatted(
                report.environment().processor(),
                report.environment().cores(),
                report.environment().java()));
    svg.append("</svg>\n");
    stream.write(svg.toString().getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private static void draw(Comparison comparison, StringBuilder svg) {
    List<Long> sizes = comparison.sizes();
    LogScale across =
        LogScale.over((double) sizes.getFirst(), (double) sizes.getLast(), LEFT, RIGHT);
    LogScale up =
        LogScale.over(
            comparison.rows().stream().mapToDouble(row -> row.nanos().lower()).min().orElse(1),
            comparison.rows().stream().mapToDouble(row -> row.nanos().upper()).max().orElse(1),
            BOTTOM,
            TOP);
    text(svg, LEFT, TOP - LINE, "title", comparison.name());
    for (int decade : across.decades()) {
      double x = across.at(Math.pow(10, decade));
      line(svg, "grid", x, TOP, x, BOTTOM);
      text(svg, x, BOTTOM + LINE, "mid", number(decade));
    }
    for (int decade : up.decades()) {
      double y = up.at(Math.pow(10, decade));
      line(svg, "grid", LEFT, y, RIGHT, y);
      text(svg, LEFT - 8.0, y + 4, "end", time(decade));
    }
    text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 2.0 * LINE, "mid", "elements");
    List<String> strategies = comparison.strategies();
    for (int index = 0; index < strategies.size(); index++) {
      svg.append(String.format(Locale.ROOT, "<g class=\"c%d\">%n", index % COLOURS));
      draw(comparison, strategies.get(index), across, up, svg);
      double y = TOP + index * LINE;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"key\" x=\"%d\" y=\"%.1f\" width=\"12\" height=\"12\"/>%n",
              RIGHT + 24,
              y));
      text(svg, RIGHT + 44.0, y + 11, "", strategies.get(index));
      svg.append("</g>\n");
    }
  }

  private static void draw(
      Comparison comparison, String strategy, LogScale across, LogScale up, StringBuilder svg) {
    List<String> points = new ArrayList<>();
    for (Row row : comparison.rows()) {
      if (row.strategy().equals(strategy)) {
        double x = across.at((double) row.size());
        double y = up.at(row.nanos().median());
        points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
        line(svg, "q", x, up.at(row.nanos().lower()), x, up.at(row.nanos().upper()));
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s, %d elements: %.4g ms</title>"
                    + "</circle>%n",
                x,
                y,
                escaped(strategy),
                row.size(),
                row.nanos().median() / TimeUnit.MILLISECONDS.toNanos(1)));
      }
    }
    svg.append(String.format(Locale.ROOT, "<polyline points=\"%s\"/>%n", String.join(" ", points)));
  }

  private static void line(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            kind,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String kind, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
            kind,
            x,
            y,
            escaped(words)));
  }

  /// A power of ten in words or digits.
  private static String number(int exponent) {
    return exponent < 4 ? Long.toString(Math.round(Math.pow(10, exponent))) : "1e" + exponent;
  }

  /// A power of ten nanoseconds.
  private static String time(int exponent) {
    int group = Math.clamp(Math.floorDiv(exponent, 3), 0, 3);
    String unit = List.of("ns", "µs", "ms", "s").get(group);
    return number(exponent - 3 * group) + " " + unit;
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
