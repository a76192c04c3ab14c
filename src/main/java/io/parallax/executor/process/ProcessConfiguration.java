package io.parallax.executor.process;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.executor.worker.Command;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import io.parallax.memory.MemoryBudget;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of worker processes.
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

  @Bean
  LimitSource workerLimits(ProcessProperties processes, MemoryBudget memory) {
    return LimitSource.of(
        Subject.WORKERS,
        count("workers", processes.count(), "processes", "the worker processes"),
        bytes("workerHeapBytes", processes.heap().toBytes(), "the heap of a worker"),
        bytes(
            "workerResidentBytes",
            processes.resident().toBytes(),
            "a worker's own memory before it is replaced"),
        bytes("sharedBytes", memory.limitBytes(), "the arrays shared with workers"),
        count(
            "workerSteps", processes.requests(), "steps", "a worker's work before it is replaced"),
        count("workerPrograms", Command.PLACES, "programs", "the programs that a worker remembers"),
        count(
            "workerAttempts",
            processes.attempts(),
            "workers",
            "the workers that may end while they run a request"),
        milliseconds("workerStart", processes.start(), "a new worker's time to become ready"),
        milliseconds("workerSilence", processes.silence(), "silence of a worker"),
        milliseconds("workerStuck", processes.stuck(), "a worker's work on one morsel"),
        milliseconds(
            "workerGrace",
            processes.grace(),
            "a warm worker's time to stop when its request is over, a quarter of a new one's"));
  }
}
