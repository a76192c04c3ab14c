package io.parallax.kernel.llvm;

/// A kernel as text.
///
/// @param ir LLVM's intermediate language, as the emitters wrote it
/// @param assembly the machine code in the assembler's language
public record NativeListing(String ir, String assembly) {
  /// The same texts below a line of comment that says what they are.
  NativeListing titled(String title) {
    return new NativeListing("; " + title + "\n" + ir, "# " + title + "\n" + assembly);
  }
}
