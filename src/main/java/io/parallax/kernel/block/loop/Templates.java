package io.parallax.kernel.block.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/// Makes many classes of one.
///
/// A template is a class whose `static final` fields come from a record of parameters. Each
/// instance gets a hidden copy of the class with parameters of its own, so that to the just-in-time
/// compiler they are constants: one source serves every operation and type, and each is compiled as
/// if it had been written out.
///
/// A template's loop calls nothing but the Vector API and small methods of its own. Anything
/// greater would be compiled by itself before the loop is, for it runs more often, and compiled
/// methods above `InlineSmallCode` bytes are not inlined any more; vectors would be objects then,
/// and the loop twenty times slower. Nor is there a `switch` over an enum in a loop: it does not
/// fold.
public final class Templates {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Templates() {}

  /// A new instance of a copy of the template.
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

  /// The parameters of the copy that asks; for its static initialiser.
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
