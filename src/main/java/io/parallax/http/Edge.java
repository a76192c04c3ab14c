package io.parallax.http;

import io.parallax.http.tomcat.EdgeThreads;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;

/// What requests that compute use before and after they do: the threads they arrive on, and the
/// room in which they are received and answered.
@Component
final class Edge {
  private final HttpLimits limits;
  private final EdgeThreads threads;
  private final Reception reception;
  private final Answering answering;
  private final StageTimers timers;

  Edge(
      HttpLimits limits,
      EdgeThreads threads,
      Reception reception,
      Answering answering,
      StageTimers timers) {
    this.limits = limits;
    this.threads = threads;
    this.reception = reception;
    this.answering = answering;
    this.timers = timers;
  }

  EdgeThreads threads() {
    return threads;
  }

  Answering answering() {
    return answering;
  }

  StageTimers timers() {
    return timers;
  }

  /// Waits for a request's body: as [Reception#receive].
  ReceivedBody receive(HttpServletRequest request, Absence absence) throws IOException {
    return reception.receive(JsonContent.open(request, limits), absence);
  }
}
