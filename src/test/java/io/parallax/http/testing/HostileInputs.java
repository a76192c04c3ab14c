package io.parallax.http.testing;

import java.util.ArrayList;
import java.util.List;

/// Inputs, as JSON, that no service should take.
public final class HostileInputs {
  /// Two arrays of 100 000 elements each that are ten thousand million together.
  public static final String BROADCAST_BOMB =
      "\"a\":{\"constant\":{\"value\":1,\"shape\":[100000,1]}},"
          + "\"b\":{\"constant\":{\"value\":2,\"shape\":[1,100000]}}";

  private HostileInputs() {}

  /// Inputs that are none, or far too large, or lie about themselves.
  public static List<String> all() {
    List<String> inputs = new ArrayList<>();
    inputs.addAll(
        List.of(
            "null",
            "\"x\"",
            "\"1\u00e92\"",
            "{}",
            "[true,null]",
            "[[1],null]",
            "{\"dtype\":\"int32\",\"values\":[null]}",
            "[1,\"a\"]",
            "[1,true]",
            "[[1],[1,2]]",
            "[[1],2]",
            "[1,[2]]",
            "[{}]",
            "[1e400]",
            "[-1e400,1]",
            "[9223372036854775808,true]",
            "{\"dtype\":\"int64\",\"values\":[9223372036854775808]}",
            "{\"dtype\":\"int32\",\"values\":[2147483648]}",
            "{\"dtype\":\"int64\",\"values\":[1.5]}",
            "{\"dtype\":\"bool\",\"values\":[2]}",
            "{\"dtype\":\"float8\",\"values\":[1]}",
            "{\"dtype\":\"uint8\",\"values\":[256]}",
            "{\"dtype\":\"uint64\",\"values\":[18446744073709551615]}",
            "{\"dtype\":\"float16\",\"values\":[65520]}",
            "{\"dtype\":\"object\",\"values\":[1]}",
            "{\"dtype\":7,\"values\":[1]}",
            "{\"shape\":[3],\"values\":[1]}",
            "{\"shape\":[-1],\"values\":[1]}",
            "{\"shape\":[1.5],\"values\":[1]}",
            "{\"shape\":\"3\",\"values\":[1]}",
            "{\"values\":{}}",
            "{\"shape\":[4294967296,4294967296],\"values\":[1]}",
            "{\"shape\":[9223372036854775807,9223372036854775807],\"values\":[]}",
            "{\"shape\":[" + "1,".repeat(16) + "1],\"values\":[1]}",
            "{\"values\":[1],\"values\":[2]}",
            "{\"values\":[1],\"range\":{\"stop\":1}}",
            "{\"range\":{\"stop\":1},\"linspace\":{}}",
            "{\"range\":{}}",
            "{\"range\":{\"stop\":1,\"step\":0}}",
            "{\"range\":{\"stop\":\"9\"}}",
            "{\"range\":{\"stop\":1e10}}",
            "{\"range\":{\"stop\":10000000000}}",
            "{\"range\":{\"stop\":9223372036854775807}}",
            "{\"range\":{\"start\":-9223372036854775808,\"stop\":9223372036854775807}}",
            "{\"range\":{\"stop\":1,\"step\":1e-300}}",
            "{\"range\":{\"stop\":1e308,\"step\":1e-308}}",
            "{\"range\":{\"stop\":null}}",
            "{\"range\":[]}",
            "{\"linspace\":{\"start\":0}}",
            "{\"linspace\":{\"start\":0,\"stop\":1,\"count\":10000000000}}",
            "{\"linspace\":{\"start\":0,\"stop\":1,\"count\":-1}}",
            "{\"linspace\":{\"start\":0,\"stop\":1,\"count\":1.5}}",
            "{\"linspace\":{\"start\":-1e309,\"stop\":1e308,\"count\":9}}",
            "{\"constant\":{\"value\":1,\"shape\":[10000000000]}}",
            "{\"constant\":{\"value\":1,\"shape\":[65536,65536]}}",
            "{\"constant\":{\"value\":[1],\"shape\":[1]}}",
            "{\"constant\":{\"value\":1}}",
            "{\"constant\":{\"value\":null,\"shape\":[]}}",
            "{\"random\":{\"distribution\":\"uniform\",\"shape\":[10000000000]}}",
            "{\"random\":{\"distribution\":\"cauchy\",\"shape\":[1]}}",
            "{\"random\":{}}",
            "{\"random\":{\"shape\":[1],\"low\":2,\"high\":1}}",
            "{\"random\":{\"shape\":[1],\"low\":-1e308,\"high\":1e309}}",
            "{\"random\":{\"distribution\":\"integers\",\"shape\":[1],\"low\":5,\"high\":5}}",
            "{\"random\":{\"distribution\":\"integers\",\"shape\":[1],\"low\":0.5,\"high\":5}}",
            "{\"random\":{\"distribution\":\"normal\",\"shape\":[1],\"std\":-1}}",
            "{\"random\":{\"shape\":[1],\"seed\":1.5}}",
            "{\"random\":{\"shape\":[1],\"seed\":1e30}}",
            "{\"random\":{\"shape\":[1],\"sed\":1}}",
            "{\"random\":{\"shape\":[1]},\"dtype\":\"int64\"}",
            "{\"zeros\":{\"shape\":[1]}}",
            "{\"file\":\"/etc/passwd\"}",
            "{\"url\":\"http://x/\"}"));
    inputs.add("[".repeat(60) + "1" + "]".repeat(60));
    inputs.add("[".repeat(5_000) + "1" + "]".repeat(5_000));
    inputs.add("[1" + "0".repeat(50_000) + "]");
    inputs.add("[0." + "1".repeat(50_000) + "]");
    inputs.add("[1e" + "9".repeat(900) + "]");
    inputs.add("[" + "[],".repeat(10_000) + "1]");
    return inputs;
  }
}
