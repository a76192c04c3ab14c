"""Tables of pandas, PyArrow and DuckDB there and back, as Arrow streams and as CSV."""
import io
import json
import sys
import urllib.parse
import urllib.request

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet

port = sys.argv[1]
ARROW = "application/vnd.apache.arrow.stream"
PARQUET = "application/vnd.apache.parquet"
checks = 0


def send(query, body, content_type, accept):
    address = f"http://localhost:{port}/v1/evaluate?{urllib.parse.urlencode(query)}"
    headers = {"Content-Type": content_type, "Accept": accept}
    request = urllib.request.Request(address, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.read()
    except urllib.error.HTTPError as refused:
        raise AssertionError(refused.read().decode()) from refused


def same(columns, dtype=None):
    request = {"expressions": {name: f"`{name}`" for name in columns}}
    if dtype:
        request["output"] = {"dtype": dtype}
    return {"request": json.dumps(request)}


def stream(table):
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=1000)
    return sink.getvalue()


rng = np.random.default_rng(1)
count = 5000
frame = pd.DataFrame({
    "x": rng.normal(size=count),
    "with blanks, and \"quotes\"": rng.integers(-2**63, 2**63 - 1, count),
    "flag": rng.integers(0, 2, count).astype(bool),
})
frame.loc[::97, "x"] = np.nan
frame.loc[::101, "x"] = -np.inf

sent = stream(pa.Table.from_pandas(frame, preserve_index=False))
got = pa.ipc.open_stream(send(same(frame.columns), sent, ARROW, ARROW)).read_all()
got.validate(full=True)
pd.testing.assert_frame_equal(got.to_pandas(), frame)
checks += 1

text = send(same(frame.columns), sent, ARROW, "text/csv")
pd.testing.assert_frame_equal(pd.read_csv(io.BytesIO(text), float_precision="round_trip"), frame)
checks += 1

for text in [frame.to_csv(index=False), frame.to_csv(index=False, lineterminator="\r\n")]:
    got = send(same(frame.columns), text.encode(), "text/csv", ARROW)
    pd.testing.assert_frame_equal(pa.ipc.open_stream(got).read_all().to_pandas(), frame)
    checks += 1

table = pa.Table.from_pandas(frame, preserve_index=False)
for codec in ["NONE", "snappy", "gzip", "zstd", "lz4"]:
    for options in [{}, {"use_dictionary": False, "data_page_version": "2.0", "row_group_size": 700},
                    {"write_page_index": True, "data_page_size": 2000}]:
        sink = io.BytesIO()
        pa.parquet.write_table(table, sink, compression=codec, **options)
        got = send(same(frame.columns), sink.getvalue(), PARQUET, ARROW)
        pd.testing.assert_frame_equal(pa.ipc.open_stream(got).read_all().to_pandas(), frame)
        checks += 1

file = sys.argv[2] + "/duckdb.parquet"
duckdb.sql(f"copy (select i, i / 7 as x from range(5000) t(i)) to '{file}' (format parquet)")
with open(file, "rb") as parquet:
    got = send(same(["i", "x"]), parquet.read(), PARQUET, ARROW)
back = pa.ipc.open_stream(got).read_all()
assert back["i"].to_pylist() == list(range(5000)) and back["x"][7].as_py() == 1.0
checks += 1

file = sys.argv[2] + "/duckdb.csv"
duckdb.sql(f"copy (select i, i / 7 as x from range(5000) t(i)) to '{file}' (header)")
with open(file, "rb") as text:
    got = send(same(["i", "x"]), text.read(), "text/csv", "text/csv")
with open(file, "wb") as text:
    text.write(got)
rows = duckdb.sql(f"select count(*), sum(i), max(abs(x - i / 7)) from '{file}'").fetchone()
assert rows == (5000, 4999 * 2500, 0.0), rows
checks += 1

for dtype in ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
              "float16", "float32", "float64", "bool"]:
    values = rng.integers(0, 2 if dtype == "bool" else 100, 1003).astype(dtype)
    table = pa.table({"x": pa.array(values), "y": pa.array(values[::-1])})
    got = send(same(["x", "y"], dtype), stream(table), ARROW, ARROW)
    back = pa.ipc.open_stream(got).read_all()
    assert back.schema.equals(pa.schema([pa.field(n, table.schema.field(n).type, False)
                                         for n in "xy"])), back.schema
    assert (back["x"].to_numpy() == values).all() and (back["y"].to_numpy() == values[::-1]).all()
    checks += 1
print(checks)
