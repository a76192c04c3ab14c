package io.parallax;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signal that asks the service to stop: the first has it stop in order, a second one at once.
///
/// The JDK's class for signals is supported by every JDK, but not part of Java: it is found by its
/// name, and without it a signal ends the service as it ends every JVM.
final class StopSignal {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final String NAME = "TERM";

  /// As shells count it: 128 and the signal's number.
  private static final int EXIT_CODE = 128 + 15;

  private final Runnable before;
  private final AtomicBoolean received = new AtomicBoolean();

  private StopSignal(Runnable before) {
    this.before = before;
  }

  /// From now on the first signal runs `before` and then ends the process in order.
  static void install(Runnable before) {
    StopSignal stop = new StopSignal(before);
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object receiver =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  stop.receive();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(NAME), receiver);
    } catch (ReflectiveOperationException | IllegalArgumentException refused) {
      LOG.warn("Signals end the service without a drain", refused);
    }
  }

  private void receive() {
    if (received.compareAndSet(false, true)) {
      Thread.ofPlatform().name("stop").start(this::stop);
    } else {
      LOG.warn("Told to stop a second time");
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  private void stop() {
    try {
      before.run();
    } finally {
      Runtime.getRuntime().exit(EXIT_CODE);
    }
  }
}
