package io.parallax.http.compute;

import io.parallax.compute.Admission;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.PreparedRequest;
import io.parallax.executor.Isolation;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.Optional;

/// A request's place to compute, and its leave of the edge while it waits for one. A long body
/// takes a place to be read; whoever then has to wait for something else gives it back, so that
/// nobody waits for a place whose holder waits for him. For one thread; closing it again does
/// nothing.
final class ComputePlace implements AutoCloseable {
  /// What a tiny request may take by its estimate. Any other leaves its thread and waits for a
  /// place, for which others are woken: with a tenth of this, one in seven sums of 400 000 elements
  /// was refused at a rate at which none is now (1 300 a second on two cores, 1 024 connections).
  private static final Duration TINY = Duration.ofMillis(2);

  /// Elements that are written in less time.
  static final long FEW_ELEMENTS = 1_000;

  /// A byte of a body takes about this long to read, and what it asks for as long again.
  private static final long BYTE_NANOS = 10;

  /// What takes longer is worth a thread of its own.
  private static final Duration LONG = Duration.ofMillis(5);

  /// Elements that take about as long to write.
  static final long MANY_ELEMENTS = 100_000;

  private final Admission admission;
  private final Absence absence;
  private Optional<Admission.Ticket> ticket = Optional.empty();
  private long waitedNanos;

  ComputePlace(Admission admission, Absence absence) {
    this.admission = admission;
    this.absence = absence;
  }

  /// Takes one for reading, if that takes long.
  void takeToRead(ReceivedBody body, Deadline deadline) {
    if (body.isLong()) {
      Duration estimate = Duration.ofNanos(BYTE_NANOS * body.length());
      begin(estimate);
      taken(admission.admit(deadline, estimate));
    }
  }

  /// Takes one of unknown length, unless there is one.
  void take(Deadline deadline) {
    if (ticket.isEmpty()) {
      absence.begin();
      taken(admission.admit(deadline));
    }
  }

  /// Takes one for what is to be computed, unless there is one. A tiny request does not wait.
  ///
  /// @param writtenElements the most elements its answer may have
  void take(
      PreparedRequest prepared, ComputeRequest request, long writtenElements, Deadline deadline) {
    if (ticket.isPresent()) {
      return;
    }
    boolean tiny =
        prepared.runsHere()
            && request.options().isolation() == Isolation.NONE
            && prepared.estimate().compareTo(TINY) <= 0
            && writtenElements <= FEW_ELEMENTS;
    if (tiny) {
      taken(admission.admitTiny());
    } else {
      begin(prepared.estimate());
      taken(admission.admit(deadline, prepared.estimate()));
    }
  }

  /// Leaves the edge and gives the place back, before waiting for something that others hold.
  void leave() {
    absence.begin();
    close();
  }

  /// Time spent waiting for places so far.
  long waitedNanos() {
    return waitedNanos;
  }

  /// Time since the place was taken.
  Duration held() {
    return Duration.ofNanos(ticket.map(Admission.Ticket::heldNanos).orElse(0L));
  }

  @Override
  public void close() {
    ticket.ifPresent(Admission.Ticket::close);
    ticket = Optional.empty();
  }

  private void begin(Duration estimate) {
    if (estimate.compareTo(LONG) > 0) {
      absence.beginLong();
    } else {
      absence.begin();
    }
  }

  private void taken(Admission.Ticket taken) {
    ticket = Optional.of(taken);
    waitedNanos += taken.waitedNanos();
  }
}
