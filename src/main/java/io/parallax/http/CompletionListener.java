package io.parallax.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/// Is told when a request that has left its thread is over, with or without an answer. Other events
/// of asynchronous processing are ignored: errors and their answers are the container's task, and
/// the service sets no timeout for asynchronous requests.
public interface CompletionListener extends AsyncListener {
  @Override
  void onComplete(AsyncEvent event);

  @Override
  default void onTimeout(AsyncEvent event) {}

  @Override
  default void onError(AsyncEvent event) {}

  @Override
  default void onStartAsync(AsyncEvent event) {}
}
