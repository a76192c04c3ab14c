package io.parallax.compute;

import io.parallax.array.Constant;
import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.Linspace;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.array.Range;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Everything that an answer follows from, in a form in which two requests are equal only if their
/// answers are: the operation with its texts, functions and definitions, the inputs with their
/// values, the options but the time, the form of the answer, and the version of the arithmetic. A
/// column of a dataset counts by its digest, a generator by its parameters, an array that was sent
/// by its elements if it is small.
///
/// Unlike [RequestKey], which a program follows from, it tells values apart. Every text is written
/// with its length before it.
public final class CanonicalRequest {
  /// To be raised by every change after which any answer has other bits.
  static final int ARITHMETIC = 1;

  /// Requests that send more bytes of elements have no canonical form.
  static final long MOST_SENT_BYTES = 16 * 1024;

  private final StringBuilder text = new StringBuilder(256);
  private final MessageDigest digest = sha256();

  private CanonicalRequest() {}

  /// The digest of a request and the form of its answer: SHA-256 in hex.
  ///
  /// @param form whatever else decides the bytes of the answer
  /// @return empty where the request has too many elements of its own
  public static Optional<String> digest(ComputeRequest request, String form) {
    if (sentBytes(request) > MOST_SENT_BYTES) {
      return Optional.empty();
    }
    CanonicalRequest canonical = new CanonicalRequest();
    canonical.add("parallax").add(ARITHMETIC).add(form);
    canonical.addTexts(request);
    canonical.addOptions(request.options());
    canonical.add(request.inputs().size());
    request.inputs().forEach(canonical::addInput);
    return Optional.of(canonical.hex());
  }

  private static long sentBytes(ComputeRequest request) {
    long bytes = 0;
    for (Input input : request.inputs().values()) {
      bytes +=
          switch (input) {
            case Input.Literal literal -> byteSize(literal.array());
            case Input.Stored _, Generator _ -> 0;
          };
    }
    return bytes;
  }

  private void addTexts(ComputeRequest request) {
    add(request.operation()).add(request.functions()).add(request.let());
    switch (request) {
      case ComputeRequest.Evaluate evaluate ->
          add(Optional.ofNullable(evaluate.expression())).add(evaluate.expressions());
      case ComputeRequest.Filter filter ->
          add(filter.predicate()).add(filter.select()).add(filter.returned().label());
      case ComputeRequest.Reduce reduce ->
          add(Optional.ofNullable(reduce.where())).add(reduce.reductions());
      case ComputeRequest.Mapping mapping -> add(Optional.ofNullable(mapping.call()));
    }
  }

  private void addOptions(Options options) {
    Options timeless =
        new Options(
            options.strategy(),
            options.parallelism(),
            Optional.empty(),
            options.isolation(),
            options.overflow(),
            options.iterations(),
            options.onError());
    add(timeless.toString());
  }

  private void addInput(String name, Input input) {
    add(name).add(input.arrayType().toString());
    switch (input) {
      case Input.Literal literal -> {
        add("literal").add(literal.typing().name());
        addElements(literal.array());
      }
      case Input.Stored stored -> add("stored").add(stored.sha256());
      case Range range ->
          add("range")
              .add(range.start().toString())
              .add(range.stop().toString())
              .add(range.step().toString());
      case Linspace linspace ->
          add("linspace")
              .add(Double.toString(linspace.start()))
              .add(Double.toString(linspace.stop()));
      case Random random -> add("random").add(random.distribution().toString()).add(random.seed());
      case Constant constant ->
          add("constant").add(constant.value().type().label()).add(constant.value().bits());
    }
  }

  private void addElements(NDArray array) {
    flush();
    digest.update(array.segment().asSlice(0, byteSize(array)).asByteBuffer());
  }

  private static long byteSize(NDArray array) {
    return array.elementCount() * array.arrayType().storage().byteWidth();
  }

  private CanonicalRequest add(long number) {
    text.append(number).append(';');
    return this;
  }

  private CanonicalRequest add(String value) {
    text.append(value.length()).append(':').append(value);
    return this;
  }

  private CanonicalRequest add(Optional<String> value) {
    return value.isPresent() ? add(1).add(value.get()) : add(0);
  }

  private CanonicalRequest add(Map<String, String> texts) {
    add(texts.size());
    texts.forEach((name, value) -> add(name).add(value));
    return this;
  }

  /// Hands the text over as it is, with surrogates that are no pair.
  private void flush() {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
    for (int i = 0; i < text.length(); i++) {
      bytes.putChar(text.charAt(i));
    }
    digest.update(bytes.flip());
    text.setLength(0);
  }

  private String hex() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }
}
