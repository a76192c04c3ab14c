package io.parallax.format.json;

import io.parallax.format.json.scan.Lines;
import tools.jackson.core.TokenStreamLocation;

/// Lines and columns of a body of which the parser does not see every byte. They count from 1, and
/// columns count bytes. Not thread safe.
final class Places {
  private long passedLines;
  private int line = 1;
  private long passedColumns;

  /// Records bytes that the parser does not see.
  ///
  /// @param next where the parser takes the byte after them to be
  /// @param lines the lines that end in them
  void pass(TokenStreamLocation next, long bytes, Lines lines) {
    if (lines.count() > 0) {
      passedColumns = bytes - lines.lastStart() + 1 - next.getColumnNr();
    } else {
      passedColumns = bytes + (next.getLineNr() == line ? passedColumns : 0);
    }
    line = next.getLineNr();
    passedLines += lines.count();
  }

  /// Line and column in words.
  ///
  /// @param seen where the parser takes the place to be; not before bytes that it does not see
  String of(TokenStreamLocation seen) {
    long column = seen.getColumnNr() + (seen.getLineNr() == line ? passedColumns : 0);
    return "(line " + (seen.getLineNr() + passedLines) + ", column " + column + ")";
  }
}
