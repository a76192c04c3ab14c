package io.parallax.error;

import java.util.Collection;
import java.util.Optional;

/// Finds the known name that a misspelt one probably stands for.
public final class NearestName {
  private static final int MAX_LENGTH = 40;

  private NearestName() {}

  /// The known name nearest to an unknown one. It is equal except for case, or else has the fewest
  /// edits, at most 1 in names up to 4 characters and 2 in longer names. Of equally near names it
  /// is the first. Empty if no name is near, or if either name has a single character.
  public static Optional<String> of(String unknown, Collection<String> known) {
    String nearest = null;
    int fewest = unknown.length() <= 4 ? 2 : 3;
    for (String candidate : known) {
      if (candidate.equalsIgnoreCase(unknown)) {
        return Optional.of(candidate);
      }
      int shorter = Math.min(candidate.length(), unknown.length());
      if (shorter > 1 && Math.abs(candidate.length() - unknown.length()) < fewest) {
        int edits = distance(unknown, candidate);
        if (edits < fewest) {
          fewest = edits;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// The known name that an unknown one is but for case and one edit; in names of up to 3
  /// characters but for case. Empty if there is none.
  public static Optional<String> slip(String unknown, Collection<String> known) {
    return known.stream()
        .filter(
            candidate ->
                candidate.equalsIgnoreCase(unknown)
                    || (candidate.length() > 3 && distance(unknown, candidate) <= 1))
        .findFirst();
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words (the optimal
  /// string alignment distance); [Integer#MAX_VALUE] for words too long to be a slip.
  static int distance(String left, String right) {
    if (left.length() > MAX_LENGTH || right.length() > MAX_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int[][] edits = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, left, right, i, j);
      }
    }
    return edits[left.length()][right.length()];
  }

  private static int fewest(int[][] edits, String left, String right, int i, int j) {
    int substitution = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
    int best = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    best = Math.min(best, edits[i - 1][j - 1] + substitution);
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
