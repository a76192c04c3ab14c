package io.parallax.kernel.block.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/// Makes many classes from one class.
///
/// A template is a class whose `static final` fields come from a record of parameters. Each
/// instance gets a hidden copy of the class with parameters of its own. So the parameters are
/// constants to the just-in-time compiler. One source serves every operation and type, and each
/// copy is compiled as if it had been written by hand.
///
/// The loop of a template calls only the Vector API and small methods of its own. A larger method
/// would run more often than the loop, so it would be compiled by itself before the loop is.
/// Compiled methods above `InlineSmallCode` bytes are not inlined any more; vectors would then be
/// objects, and the loop twenty times slower. A loop has no `switch` over an enum either, because
/// such a `switch` does not fold.
public final class Templates {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Templates() {}

  /// A new instance of a new copy of the template.
  ///
  /// @param template a class of this package with a constructor without arguments
  public static <T> T instantiate(Class<? extends T> template, Class<T> type, Object parameters) {
    try {
      MethodHandles.Lookup copy =
          LOOKUP.defineHiddenClassWithClassData(bytesOf(template), parameters, true);
      MethodType noArguments = MethodType.methodType(void.class);
      return type.cast(copy.findConstructor(copy.lookupClass(), noArguments).invoke());
    } catch (Throwable impossible) {
      throw new LinkageError("cannot copy " + template, impossible);
    }
  }

  /// The parameters of the copy that calls this method. Called from the static initialiser of a
  /// template.
  static <T> T parameters(MethodHandles.Lookup copy, Class<T> type) {
    try {
      return Objects.requireNonNull(MethodHandles.classData(copy, "_", type));
    } catch (IllegalAccessException impossible) {
      throw new LinkageError("no parameters for " + copy, impossible);
    }
  }

  private static byte[] bytesOf(Class<?> template) {
    String file = template.getSimpleName() + ".class";
    try (InputStream in = Objects.requireNonNull(template.getResourceAsStream(file), file)) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
