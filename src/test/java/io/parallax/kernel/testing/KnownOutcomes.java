package io.parallax.kernel.testing;

import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.program.Slot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Digests of what the oracle said, for it is asked the same for every engine, and takes longer
/// than all of them.
final class KnownOutcomes {
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private KnownOutcomes() {}

  /// What tells a question from others.
  public static String question(Program program, Map<String, TestArray> inputs) {
    MessageDigest digest = sha256();
    add(digest, ProgramText.of(program));
    program.slots().stream()
        .filter(slot -> slot.role() == Slot.Role.INPUT)
        .map(Slot::name)
        .distinct()
        .forEach(name -> add(digest, name, Objects.requireNonNull(inputs.get(name), name)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Whether the oracle has been asked this, and said just that.
  public static boolean isRight(String question, Outcome outcome) {
    return digest(outcome).equals(KNOWN.get(question));
  }

  public static void add(String question, Outcome outcome) {
    KNOWN.put(question, digest(outcome));
  }

  private static String digest(Outcome outcome) {
    MessageDigest digest = sha256();
    switch (outcome) {
      case Outcome.Values values ->
          new TreeMap<>(values.results()).forEach((name, array) -> add(digest, name, array));
      case Outcome.Failure failure -> add(digest, failure.toString());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String name, TestArray array) {
    add(digest, name);
    array.addTo(digest);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
