package io.parallax.compute;

/// JSON pointers (RFC 6901).
final class Pointers {
  private Pointers() {}

  /// The pointer to a member of the object that `pointer` points to.
  static String member(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
