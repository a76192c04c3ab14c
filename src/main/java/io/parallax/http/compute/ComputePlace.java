package io.parallax.http.compute;

import io.parallax.compute.Admission;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.PreparedRequest;
import io.parallax.executor.Isolation;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.Optional;

/// A request's place to compute, and its absence from the edge while it waits for a place. A long
/// body takes a place to be read. A request that then has to wait for something else gives its
/// place back, so that requests never wait for each other. For one thread; closing it again does
/// nothing.
final class ComputePlace implements AutoCloseable {
  /// The longest estimated time of a tiny request. Any other request leaves its thread and waits
  /// for a place, which wakes other threads. With a tenth of this limit, one in seven sums of 400
  /// 000 elements was refused at a rate at which none is refused now (1 300 a second on two cores,
  /// 1 024 connections).
  private static final Duration TINY = Duration.ofMillis(2);

  /// A number of elements that is written in less time than [#TINY].
  static final long FEW_ELEMENTS = 1_000;

  /// The approximate time to read a byte of a body, and again to compute what the byte asks for.
  private static final long BYTE_NANOS = 10;

  /// A request that takes longer than this is worth a thread of its own.
  private static final Duration LONG = Duration.ofMillis(5);

  /// A number of elements that takes about as long to write as [#LONG].
  static final long MANY_ELEMENTS = 100_000;

  private final Admission admission;
  private final Absence absence;
  private Optional<Admission.Ticket> ticket = Optional.empty();
  private long waitedNanos;

  ComputePlace(Admission admission, Absence absence) {
    this.admission = admission;
    this.absence = absence;
  }

  /// Takes a place to read the body if the body is long.
  void takeToRead(ReceivedBody body, Deadline deadline) {
    if (body.isLong()) {
      Duration estimate = Duration.ofNanos(BYTE_NANOS * body.length());
      begin(estimate);
      taken(admission.admit(deadline, estimate));
    }
  }

  /// Takes a place for an unknown time, unless the request has one.
  void take(Deadline deadline) {
    if (ticket.isEmpty()) {
      absence.begin();
      taken(admission.admit(deadline));
    }
  }

  /// Takes a place to compute, unless the request has one. A tiny request does not wait. A request
  /// of unknown cost is not tiny.
  ///
  /// @param writtenElements the most elements the answer may have
  void take(
      PreparedRequest prepared, ComputeRequest request, long writtenElements, Deadline deadline) {
    if (ticket.isPresent()) {
      return;
    }
    if (!prepared.isCostKnown()) {
      absence.beginLong();
      taken(admission.admit(deadline));
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

  /// Leaves the edge and gives the place back. To be called before waiting for something that other
  /// requests hold.
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
