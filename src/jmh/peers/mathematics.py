#!/usr/bin/python3
"""Times the functions of mathematics in NumPy and numexpr on one thread, over the arguments that
MathematicsBenchmark has.

Prints one JSON list of {"peer", "function", "type", "nanosPerElement"}; the figure is the median of
the counted runs. Needs Debian's python3-numpy and python3-numexpr.
"""

import json
import statistics
import sys
import time

import numexpr
import numpy as np

BATCH_SECONDS = 0.01
ROUNDS = 9

LOW = {"arccosh": 1.1}
HIGH = {"arcsin": 0.9, "arccos": 0.9, "arctanh": 0.9}
OF_TWO = ("arctan2", "pow", "hypot")
FUNCTIONS = (
    "sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh arcsinh arccosh arctanh "
    "exp exp2 expm1 log log2 log10 log1p pow cbrt hypot"
).split()
SINGLES = ("sin", "cos", "exp", "log", "tanh", "pow")
NUMPY_NAMES = {"pow": "power"}
NUMEXPR_TEXTS = {"exp2": "2.0**x", "pow": "x**y", "log2": None, "cbrt": None, "hypot": None}


def measured(call, size):
    call()
    start = time.perf_counter()
    call()
    once = max(time.perf_counter() - start, 1e-7)
    repeats = 1 + int(BATCH_SECONDS / once)
    figures = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeats):
            call()
        figures.append((time.perf_counter() - start) / repeats / size * 1e9)
    return statistics.median(figures)


def calls(function, x, y, out):
    operands = (x, y) if function in OF_TWO else (x,)
    ufunc = getattr(np, NUMPY_NAMES.get(function, function))
    yield "numpy", lambda: ufunc(*operands, out=out)
    call = f"{function}({'x, y' if function in OF_TWO else 'x'})"
    text = NUMEXPR_TEXTS.get(function, call)
    if text is not None:
        names = {"x": x, "y": y}
        yield "numexpr", lambda: numexpr.evaluate(text, local_dict=names, out=out)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    numexpr.set_num_threads(1)
    rng = np.random.default_rng(42)
    results = []
    for type_name, functions in (("float64", FUNCTIONS), ("float32", SINGLES)):
        for function in functions:
            low, high = LOW.get(function, 0.1), HIGH.get(function, 10)
            x = rng.uniform(low, high, size).astype(type_name)
            y = rng.uniform(0.1, 10, size).astype(type_name)
            for peer, call in calls(function, x, y, np.empty(size, type_name)):
                results.append(
                    {
                        "peer": peer,
                        "function": function,
                        "type": type_name,
                        "nanosPerElement": measured(call, size),
                    }
                )
    json.dump(results, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
