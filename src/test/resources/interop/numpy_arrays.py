"""NumPy's arrays there and back: every dtype, byte order, order, and shape, as .npy and .npz."""
import io
import json
import sys
import urllib.parse
import urllib.request

import numpy as np

port = sys.argv[1]


def send(path, query, body, content_type, accept):
    address = f"http://localhost:{port}/v1/{path}?{urllib.parse.urlencode(query)}"
    headers = {"Content-Type": content_type, "Accept": accept}
    request = urllib.request.Request(address, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.read(), answer.headers
    except urllib.error.HTTPError as refused:
        raise AssertionError(refused.read().decode()) from refused


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def widened(dtype):
    wide = {"int8": "int32", "int16": "int32", "uint8": "int32", "uint16": "int32",
            "uint32": "int64", "uint64": "int64", "float16": "float32"}
    return wide.get(dtype, dtype)


checks = 0
rng = np.random.default_rng(1)
for dtype in ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
              "float16", "float32", "float64"]:
    for shape in [(), (0,), (7,), (3, 5), (2, 0, 3), (2, 3, 4)]:
        base = rng.integers(0, 100, shape)
        if dtype.startswith("float"):
            base = np.where(base > 90, np.nan, np.where(base > 80, -np.inf, base / 8))
        for order in "CF":
            for endian in "<>":
                array = np.asarray(base % 2 if dtype == "bool" else base).astype(dtype)
                array = np.asarray(array, dtype=np.dtype(dtype).newbyteorder(endian), order=order)
                got, _ = send("evaluate", {"expression": "x"}, npy(array), "application/x-npy",
                              "application/x-npy")
                back = np.load(io.BytesIO(got), allow_pickle=False)
                assert back.dtype == widened(dtype), (dtype, back.dtype)
                assert back.shape == array.shape, (array.shape, back.shape)
                assert np.array_equal(back, array.astype(back.dtype), equal_nan=dtype.startswith("f"))
                narrow = {"request": json.dumps({"expressions": {"a": "x", "b": "x"},
                                                 "output": {"dtype": dtype}})}
                got, _ = send("evaluate", narrow, npy(array), "application/x-npy",
                              "application/x-npz")
                with np.load(io.BytesIO(got), allow_pickle=False) as file:
                    assert file.files == ["a", "b"]
                    for back in file.values():
                        assert back.dtype == dtype and back.shape == array.shape
                        assert np.array_equal(back, array, equal_nan=dtype.startswith("f"))
                raw = {"request": json.dumps({"expression": "x", "output": {"dtype": dtype}})}
                got, headers = send("evaluate", raw, npy(array), "application/x-npy",
                                    "application/octet-stream")
                extents = [int(n) for n in headers["Parallax-Shape"].split(",") if n]
                back = np.frombuffer(got, headers["Parallax-Dtype"]).reshape(extents)
                assert headers["Parallax-Dtype"] == dtype
                assert np.array_equal(back, array, equal_nan=dtype.startswith("f"))
                checks += 3
print(checks)
