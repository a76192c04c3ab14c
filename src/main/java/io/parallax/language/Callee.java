package io.parallax.language;

import io.parallax.type.DataType;
import java.util.List;

/// A caller's own function with the types of one signature, as an [Expression.Apply] calls it.
/// Equal callees have equal text and types.
public interface Callee {
  /// The name in the caller's text.
  String name();

  /// The types of what it returns, in order; at least one.
  List<DataType> results();

  /// The type that an argument must have: of an item, or of the elements of an array.
  ///
  /// @param parameter from 0
  DataType parameterType(int parameter);
}
