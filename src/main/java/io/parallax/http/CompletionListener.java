package io.parallax.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/// What is told that a request, which has left its thread meanwhile, is over: answered, or without
/// an answer. Nothing else of asynchronous processing is of interest: errors and their answers are
/// the container's, and the service sets no timeout there.
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
