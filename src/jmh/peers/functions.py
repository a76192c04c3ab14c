"""Callers' functions in the service beside gcc with OpenMP, Numba and multiprocessing.Pool.

The same Python text runs everywhere: the service gets it over HTTP, Numba compiles it with
njit(parallel=True), a pool of processes runs it in CPython; C has a translation of its own. In each
round every system runs once, in turn. The service's figure is the computing time that its answers
state, and with "total" that of the whole request. CPython gets the first part of the items where
all of them would take minutes, and its time is scaled.

    src/jmh/peers/functions.sh
"""

import argparse
import ctypes
import io
import json
import math
import multiprocessing
import statistics
import time
import urllib.request

import numba
import numpy

TEXTS = {
    "factorial": """
def factorial(n):
    k = 1
    for i in range(n, 1, -1):
        k = k * i % 1000000007
    return k
""",
    "mandelbrot": """
def mandelbrot(re, im):
    x = 0.0
    y = 0.0
    k = 0
    while k < 200 and x * x + y * y <= 4:
        x, y = x * x - y * y + re, 2 * x * y + im
        k += 1
    return k
""",
    "collatz": """
def collatz(n):
    k = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        k += 1
    return k
""",
    "gcd": """
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
""",
    "matmul": """
def matmul(i, j, A, B):
    s = 0.0
    for k in range(A.shape[1]):
        s += A[i, k] * B[k, j]
    return s
""",
    "stencil": """
def stencil(i, a):
    if i == 0 or i == len(a) - 1:
        return a[i]
    return (a[i - 1] + a[i] + a[i + 1]) / 3
""",
    "blackscholes": """
def blackscholes(s, k, t):
    if t <= 0.0:
        return max(s - k, 0.0)
    d = (math.log(s / k) + (0.02 + 0.045) * t) / (0.3 * math.sqrt(t))
    e = d - 0.3 * math.sqrt(t)
    # The normal distribution by formula 26.2.17 of Abramowitz and Stegun.
    u = 1.0 / (1.0 + 0.2316419 * abs(d))
    v = 1.0 / (1.0 + 0.2316419 * abs(e))
    n = u * (0.31938153 + u * (-0.356563782 + u * (1.781477937 + u * (-1.821255978 + u * 1.330274429))))
    m = v * (0.31938153 + v * (-0.356563782 + v * (1.781477937 + v * (-1.821255978 + v * 1.330274429))))
    n = n * 0.3989422804014327 * math.exp(-0.5 * d * d)
    m = m * 0.3989422804014327 * math.exp(-0.5 * e * e)
    n = 1.0 - n if d > 0 else n
    m = 1.0 - m if e > 0 else m
    return s * n - k * math.exp(-0.02 * t) * m
""",
}


def inputs(name):
    """The inputs of a program as the service generates them, and the number of items."""

    def integers(low, high, shape, seed):
        return {
            "random": {
                "distribution": "integers", "low": low, "high": high, "shape": shape, "seed": seed,
            }
        }  # fmt: skip

    def uniform(low, high, shape, seed):
        return {
            "random": {
                "distribution": "uniform", "low": low, "high": high, "shape": shape, "seed": seed,
            }
        }  # fmt: skip

    if name == "factorial":
        return {"n": integers(90_000_000, 90_000_101, [10], 4)}
    if name == "mandelbrot":
        return {
            "re": {"range": {"start": -2.0, "stop": 1.0, "step": 0.005859375}},
            "im": {"values": [[-1.5 + row * 0.005859375] for row in range(512)]},
        }
    if name == "collatz":
        return {"n": {"range": {"start": 1, "stop": 1_000_001, "step": 1}}}
    if name == "gcd":
        return {
            "a": integers(1, 2**40, [1_000_000], 1),
            "b": integers(1, 2**40, [1_000_000], 2),
        }
    if name == "matmul":
        return {
            "i": {"values": [[row] for row in range(256)]},
            "j": {"range": {"start": 0, "stop": 256, "step": 1}},
            "A": uniform(0.0, 1.0, [256, 256], 1),
            "B": uniform(0.0, 1.0, [256, 256], 2),
        }
    if name == "stencil":
        return {
            "i": {"range": {"start": 0, "stop": 4_000_000, "step": 1}},
            "a": uniform(0.0, 1.0, [4_000_000], 1),
        }
    return {
        "s": uniform(50.0, 150.0, [1_000_000], 1),
        "k": uniform(50.0, 150.0, [1_000_000], 2),
        "t": uniform(0.0, 2.0, [1_000_000], 3),
    }


class Service:
    def __init__(self, address):
        self.address = address

    def post(self, path, body):
        request = urllib.request.Request(
            self.address + path,
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def arrays(self, generated):
        """The numbers of generated inputs, which the peers compute with."""
        arrays = {}
        for name, generator in generated.items():
            request = urllib.request.Request(
                self.address + "/v1/evaluate",
                json.dumps({"expression": "x", "inputs": {"x": generator}}).encode(),
                {"Content-Type": "application/json", "Accept": "application/x-npy"},
            )
            with urllib.request.urlopen(request) as answer:
                arrays[name] = numpy.load(io.BytesIO(answer.read()))
        if "im" in arrays:
            arrays = {
                name: numpy.ascontiguousarray(array).ravel()
                for name, array in zip(
                    arrays, numpy.broadcast_arrays(*arrays.values()), strict=True
                )
            }
        return arrays

    def run(self, name, strategy):
        started = time.perf_counter()
        answer = self.post(
            "/v1/map",
            {
                "functions": TEXTS[name],
                "inputs": inputs(name),
                "options": {"strategy": strategy, "timeoutMs": 60_000},
                "output": {"values": "summary"},
            },
        )
        total = time.perf_counter() - started
        return {
            "seconds": answer["timings"]["compute"] / 1e3,
            "total": total,
            "mode": answer["execution"].get("mode"),
        }


def python(name):
    scope = {"math": math}
    exec(TEXTS[name], scope)  # the texts above
    return scope[name]


def numba_program(name, arrays):
    """A parallel Numba loop over all items, as Numba's users write it."""
    function = numba.njit(python(name))
    if name == "matmul":

        @numba.njit(parallel=True)
        def run(A, B, out):
            for at in numba.prange(out.size):
                out[at] = function(at // B.shape[1], at % B.shape[1], A, B)

        return lambda out: run(arrays["A"], arrays["B"], out)
    if name == "stencil":

        @numba.njit(parallel=True)
        def run(a, out):
            for at in numba.prange(out.size):
                out[at] = function(at, a)

        return lambda out: run(arrays["a"], out)
    columns = list(arrays.values())
    if len(columns) == 1:

        @numba.njit(parallel=True)
        def run(x, out):
            for at in numba.prange(out.size):
                out[at] = function(x[at])

    elif len(columns) == 2:

        @numba.njit(parallel=True)
        def run(x, y, out):
            for at in numba.prange(out.size):
                out[at] = function(x[at], y[at])

    else:

        @numba.njit(parallel=True)
        def run(x, y, z, out):
            for at in numba.prange(out.size):
                out[at] = function(x[at], y[at], z[at])

    return lambda out: run(*columns, out)


def c_program(library, name, arrays):
    if name == "blackscholes":
        return None
    function = getattr(library, name)
    pointers = [
        ctypes.c_void_p(array.ctypes.data)
        for key, array in arrays.items()
        if key not in ("i", "j")
    ]

    def run(out):
        count = 256 if name == "matmul" else out.size
        function(*pointers, ctypes.c_void_p(out.ctypes.data), ctypes.c_int64(count))

    return run


# The items that the pool gets, so that CPython needs a second or so.
POOL_ITEMS = {
    "factorial": 10,
    "mandelbrot": 20_000,
    "collatz": 10_000,
    "gcd": 50_000,
    "matmul": 1_000,
    "stencil": 200_000,
    "blackscholes": 100_000,
}
POOL_FACTORIAL = 500_000
FUNCTIONS = {name: python(name) for name in TEXTS}
SHARED = {}  # the arrays that every item sees whole; forked processes inherit them


def pool_item(job):
    name, items = job
    return FUNCTIONS[name](*items, *SHARED.get(name, ()))


def pool_run(name, arrays):
    """Runs a part of the items in a pool of two; the seconds that all items would take."""
    count = POOL_ITEMS[name]
    if name == "factorial":
        jobs = [(POOL_FACTORIAL,)] * count
        factor = float(arrays["n"].sum()) / (POOL_FACTORIAL * count)
    elif name == "matmul":
        SHARED[name] = (arrays["A"], arrays["B"])
        jobs = [(at // 256, at % 256) for at in range(0, 65_536, 65_536 // count)]
        factor = 65_536 / len(jobs)
    elif name == "stencil":
        SHARED[name] = (arrays["a"].tolist(),)
        jobs = [(at,) for at in range(count)]
        factor = arrays["a"].size / count
    else:
        size = next(iter(arrays.values())).size
        step = size // count
        jobs = list(zip(*(array[::step].tolist() for array in arrays.values()), strict=True))
        factor = size / len(jobs)
    with multiprocessing.Pool(2) as pool:
        pool.map(pool_item, [(name, jobs[0])] * 4)
        started = time.perf_counter()
        pool.map(pool_item, [(name, job) for job in jobs])
        return (time.perf_counter() - started) * factor


def median(figures):
    return statistics.median(figures)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--address", default="http://localhost:8080")
    parser.add_argument("--library", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--works", nargs="*", default=list(TEXTS))
    parser.add_argument("--strategies", nargs="*", default=["native-kernels", "platform-threads"])
    given = parser.parse_args()
    service = Service(given.address)
    library = ctypes.CDLL(given.library)
    numba.set_num_threads(2)
    for name in given.works:
        arrays = service.arrays(inputs(name))
        pooled = pool_run(name, arrays)
        first = service.run(name, "auto")
        integral = name in ("factorial", "mandelbrot", "collatz", "gcd")
        items = 256 * 256 if name == "matmul" else max(array.size for array in arrays.values())
        out = numpy.empty(items, dtype=numpy.int64 if integral else numpy.float64)
        with_numba = numba_program(name, arrays)
        with_numba(out)
        expected = out.copy()
        with_c = c_program(library, name, arrays)
        if with_c is not None:
            out[:] = 0
            with_c(out)
            assert numpy.array_equal(out, expected), name
        figures = {"pool": [pooled]}

        def note(system, seconds):
            figures.setdefault(system, []).append(seconds)

        for round_number in range(given.rounds + 1):
            for strategy in given.strategies:
                run = service.run(name, strategy)
                if round_number:
                    note(strategy + " " + str(run["mode"]), run["seconds"])
                    note(strategy + ", whole request", run["total"])
            started = time.perf_counter()
            with_numba(out)
            if round_number:
                note("numba", time.perf_counter() - started)
            if with_c is not None:
                started = time.perf_counter()
                with_c(out)
                if round_number:
                    note("gcc", time.perf_counter() - started)
        print(
            json.dumps(
                {
                    "work": name,
                    "first request": first,
                    "seconds": {system: median(each) for system, each in figures.items()},
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
