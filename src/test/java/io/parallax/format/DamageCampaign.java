package io.parallax.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ComputeException;
import io.parallax.format.arrow.ArrowArrayFormat;
import io.parallax.format.csv.CsvArrayFormat;
import io.parallax.format.multipart.MultipartRequestFormat;
import io.parallax.format.npy.NpyArrayFormat;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.Multipart;
import io.parallax.format.testing.RequestFormats;
import io.parallax.format.testing.WrittenFiles;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Damages bodies of every format in ever new ways. Whatever the bytes, a body is read or refused
/// as the caller's mistake, and its memory is given back.
class DamageCampaign {
  private static final int ROUNDS = 500;
  private static final int FILE = 4;
  private static final int STREAM = 3;

  private final Duration time = Duration.ofSeconds(Long.getLong("damage.seconds", 30));
  private final MemoryBudget budget = new MemoryBudget(64 << 20);

  @Test
  void npy() {
    damage(files(NpyArrayFormat.class, FILE), arrays(new NpyArrayFormat(), ""));
  }

  @Test
  void arrow() {
    for (String nulls : List.of("", "skip", "1")) {
      damage(files(ArrowArrayFormat.class, STREAM), arrays(new ArrowArrayFormat(), nulls));
    }
  }

  @Test
  void csv() {
    byte[] table =
        "\uFEFFa,\"b \"\"c\"\"\",d\r\n1,-2.5e3,true\r\n,NA,false\r\n3,inf,true\r\n"
            .getBytes(StandardCharsets.UTF_8);

    damage(List.of(table), arrays(new CsvArrayFormat(), "skip"));
  }

  @Test
  void multipart() {
    byte[] form =
        new Multipart()
            .part("request", "application/json", "{\"expression\": \"x + y\"}")
            .part("x", "application/x-npy", files(NpyArrayFormat.class, FILE).getFirst())
            .part("t", "text/csv; nulls=skip", "a,b\n1,2\n,3\n")
            .part("y", "application/octet-stream; dtype=int8; shape=\"2,1\"", new byte[2])
            .bytes();
    MultipartRequestFormat format = RequestFormats.multipart();

    damage(
        List.of(form),
        damaged ->
            survive(
                reservation -> {
                  RequestBody body =
                      new RequestBody(
                          "multipart/form-data",
                          Map.of("boundary", Multipart.BOUNDARY),
                          "",
                          new ByteArrayInputStream(damaged),
                          damaged.length);
                  format.read(ComputeOperation.EVALUATE, body, reservation, JsonBodies.far());
                }));
  }

  private Consumer<byte[]> arrays(ArrayFormat format, String nulls) {
    Map<String, String> parameters = nulls.isEmpty() ? Map.of() : Map.of("nulls", nulls);
    return damaged ->
        survive(
            reservation -> {
              ArrayBody body =
                  new ArrayBody(
                      Optional.empty(),
                      parameters,
                      new ByteArrayInputStream(damaged),
                      damaged.length,
                      ArrayLimits.ofInputs(JsonBodies.LIMITS));
              format.read(body, reservation, JsonBodies.far());
            });
  }

  private interface Reading {
    void read(Reservation reservation) throws IOException;
  }

  private void survive(Reading reading) {
    try (Reservation reservation = budget.reserve(0)) {
      reading.read(reservation);
    } catch (ComputeException refused) {
      boolean isTheCallers =
          switch (refused.code().category()) {
            case FORMAT, SYNTAX, SEMANTICS, ABSENCE, SIZE -> true;
            case CAPACITY, SOURCE, DEADLINE, CANCELLATION, INTERNAL -> false;
          };
      assertThat(isTheCallers).as(refused.detail()).isTrue();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    assertThat(budget.inUseBytes()).isZero();
  }

  private void damage(List<byte[]> valid, Consumer<byte[]> reading) {
    long first = Long.getLong("damage.seed", System.nanoTime());
    long startNanos = System.nanoTime();
    for (long seed = first; System.nanoTime() - startNanos < time.toNanos(); seed++) {
      for (byte[] each : valid) {
        try {
          ArrayReading.damage(each, ROUNDS, seed, reading);
        } catch (RuntimeException | AssertionError failure) {
          throw new AssertionError("-Ddamage.seed=" + seed, failure);
        }
      }
    }
  }

  private static List<byte[]> files(Class<?> owner, int column) {
    return WrittenFiles.rows(owner, "files.tsv").stream()
        .map(file -> Base64.getDecoder().decode(file.get(column)))
        .toList();
  }
}
