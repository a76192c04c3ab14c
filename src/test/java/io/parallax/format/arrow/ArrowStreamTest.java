package io.parallax.format.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.format.StoredArray;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.Python;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArrowStreamTest {
  private static final int FRAME_BYTES = 8;

  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  private byte[] stream(long batchRows, String... columns) throws IOException {
    Map<String, StoredArray> named = new LinkedHashMap<>();
    for (String column : columns) {
      named.put("c" + named.size(), StoredArray.of(bodies.array(column)));
    }
    ArrowStream stream = new ArrowStream(named, batchRows);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    stream.write(written);
    assertThat(stream.length()).isEqualTo(written.size());
    return written.toByteArray();
  }

  @Test
  void writesASchemaABatchAndAnEnd() throws IOException {
    ByteBuffer stream =
        ByteBuffer.wrap(stream(8, "[1, 2, 3]", "[true, false, true]"))
            .order(ByteOrder.LITTLE_ENDIAN);

    Message first = message(stream);
    assertThat(first.headerType()).isEqualTo(MessageHeader.Schema);
    Schema schema = (Schema) first.header(new Schema());
    assertThat(schema.fieldsLength()).isEqualTo(2);
    assertThat(schema.fields(1).name()).isEqualTo("c1");
    assertThat(schema.fields(1).nullable()).isFalse();
    Message second = message(stream);
    RecordBatch batch = (RecordBatch) second.header(new RecordBatch());
    assertThat(batch.length()).isEqualTo(3);
    assertThat(batch.nodes(0).nullCount()).isZero();
    assertThat(second.bodyLength()).isEqualTo(128);
    int body = stream.position();
    assertThat(body % 64).isZero();
    assertThat(batch.buffers(1).length()).isEqualTo(24);
    assertThat(stream.getLong(body + 16)).isEqualTo(3);
    assertThat(batch.buffers(3).offset()).isEqualTo(64);
    assertThat(batch.buffers(3).length()).isEqualTo(1);
    assertThat(stream.get(body + 64)).isEqualTo((byte) 0b101);
    stream.position(body + 128);
    assertThat(stream.getInt()).isEqualTo(-1);
    assertThat(stream.getInt()).isZero();
    assertThat(stream.hasRemaining()).isFalse();
  }

  private static Message message(ByteBuffer stream) {
    assertThat(stream.getInt()).isEqualTo(-1);
    int length = stream.getInt();
    Message message = Message.getRootAsMessage(stream.slice(stream.position(), length));
    stream.position(stream.position() + length);
    assertThat(stream.position() % FRAME_BYTES).isZero();
    return message;
  }

  @Test
  void pyArrowReadsEveryTypeAndSeveralBatches() throws Exception {
    byte[] written =
        stream(
            8,
            "[true,false,false,true,true,false,false,false,true,true,true]",
            "{\"dtype\":\"int32\",\"values\":[0,1,2,3,4,5,6,7,8,9,-2147483648]}",
            "[0,1,2,3,4,5,6,7,8,9,-9223372036854775808]",
            "{\"dtype\":\"float32\",\"values\":[0.1,1,2,3,4,5,6,7,8,9,\"-Infinity\"]}",
            "[0.1,1,2,3,4,5,6,7,8,9,\"NaN\"]");

    assertThat(
            Python.prints(
                """
                import pyarrow.ipc
                t = pyarrow.ipc.open_stream(data).read_all()
                t.validate(full=True)
                for c in t.columns: print(c.num_chunks, c.null_count, c.type, c.to_pylist())
                """,
                written))
        .isEqualTo(
            """
            2 0 bool [True, False, False, True, True, False, False, False, True, True, True]
            2 0 int32 [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -2147483648]
            2 0 int64 [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -9223372036854775808]
            2 0 float [0.10000000149011612, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, -inf]
            2 0 double [0.1, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, nan]\
            """
                .stripIndent());
  }

  @Test
  void noRowsAreATableWithColumns() throws Exception {
    byte[] written = stream(8, "{\"dtype\":\"float64\",\"values\":[]}");

    assertThat(
            Python.prints(
                """
                import pyarrow.ipc
                t = pyarrow.ipc.open_stream(data).read_all()
                print(t.num_rows, t.column_names)
                """,
                written))
        .isEqualTo("0 ['c0']");
  }
}
