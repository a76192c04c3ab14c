package io.parallax.kernel.bytecode;

import io.parallax.program.Table;
import io.parallax.type.DataType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/// The tables of a routine as arrays of Java. They are the class data of the written class, and
/// constants to the just-in-time compiler.
final class TableConstants {
  private static final DirectMethodHandleDesc CLASS_DATA =
      ConstantDescs.ofConstantBootstrap(
          MethodCode.desc(MethodHandles.class),
          "classDataAt",
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int);

  private final List<Table> tables = new ArrayList<>();

  /// The constant that loads the array of a table.
  DynamicConstantDesc<?> constant(Table table) {
    int known = tables.indexOf(table);
    int index = known < 0 ? tables.size() : known;
    if (known < 0) {
      tables.add(table);
    }
    return DynamicConstantDesc.ofNamed(
        CLASS_DATA, ConstantDescs.DEFAULT_NAME, arrayType(table.type()), index);
  }

  private static ClassDesc arrayType(DataType type) {
    return MethodCode.kind(type).upperBound().arrayType();
  }

  /// The arrays, for the definition of the class.
  List<Object> classData() {
    return tables.stream().map(TableConstants::array).toList();
  }

  private static Object array(Table table) {
    int size = table.size();
    return switch (table.type()) {
      case INT32 -> {
        int[] elements = new int[size];
        for (int at = 0; at < size; at++) {
          elements[at] = (int) table.bitsAt(at);
        }
        yield elements;
      }
      case INT64 -> {
        long[] elements = new long[size];
        for (int at = 0; at < size; at++) {
          elements[at] = table.bitsAt(at);
        }
        yield elements;
      }
      case FLOAT32 -> {
        float[] elements = new float[size];
        for (int at = 0; at < size; at++) {
          elements[at] = Float.intBitsToFloat((int) table.bitsAt(at));
        }
        yield elements;
      }
      case FLOAT64 -> {
        double[] elements = new double[size];
        for (int at = 0; at < size; at++) {
          elements[at] = Double.longBitsToDouble(table.bitsAt(at));
        }
        yield elements;
      }
      case BOOL -> throw new IllegalArgumentException("a table of bools");
    };
  }
}
