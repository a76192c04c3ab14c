package io.parallax.executor.worker;

import java.io.IOException;

/// The bytes read are no message.
public final class GarbledException extends IOException {
  private static final long serialVersionUID = 1L;

  GarbledException(String detail) {
    super(detail);
  }
}
