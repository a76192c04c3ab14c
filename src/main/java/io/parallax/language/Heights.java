package io.parallax.language;

import java.util.IdentityHashMap;

/// The heights of trees, which are built from the leaves up.
final class Heights {
  private final IdentityHashMap<Syntax, Integer> heights = new IdentityHashMap<>();

  /// Notes a node whose children are noted, and returns its height; a leaf's is 1.
  int note(Syntax node) {
    int height = 1;
    for (Syntax child : node.children()) {
      height = Math.max(height, 1 + heights.getOrDefault(child, 0));
    }
    heights.put(node, height);
    return height;
  }
}
