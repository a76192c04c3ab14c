package io.parallax.format.testing;

import io.parallax.format.ArrayFormat;
import io.parallax.format.json.QueryReader;
import io.parallax.format.json.RequestReader;
import io.parallax.format.multipart.MultipartRequestFormat;
import io.parallax.format.npy.NpyArrayFormat;
import io.parallax.format.raw.RawArrayFormat;
import java.util.List;

/// The formats as the service has them, with the limits of [JsonBodies].
public final class RequestFormats {
  private RequestFormats() {}

  public static List<ArrayFormat> arrays() {
    return List.of(new NpyArrayFormat(), new RawArrayFormat());
  }

  public static RequestReader requests() {
    return new RequestReader(JsonBodies.LIMITS);
  }

  public static MultipartRequestFormat multipart() {
    return new MultipartRequestFormat(arrays(), requests(), queries(), JsonBodies.LIMITS);
  }

  public static QueryReader queries() {
    return new QueryReader(requests());
  }
}
