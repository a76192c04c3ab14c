#!/usr/bin/python3
"""Times NumPy, numexpr and Numba on the expressions of ExpressionBenchmark.

Prints one JSON list of {"peer", "work", "size", "threads", "nanosPerElement"}; the figure is the
median of the counted runs. Every peer is warmed with the very call that is timed, and writes into
an existing array where its interface has a way to say so.

Needs Debian's python3-numpy and python3-numexpr, and for Numba's figures python3-numba.
"""

import argparse
import json
import math
import statistics
import sys
import time

import numexpr
import numpy as np

try:
    import numba
except ImportError:
    numba = None

SIZES = (10_000, 1_000_000, 10_000_000)
BATCH_SECONDS = 0.02
clock = time.perf_counter


def inputs(size):
    rng = np.random.default_rng(42)
    a, b = rng.random(size), rng.random(size) + 0.1
    return {
        "a": a,
        "b": b,
        "af": a.astype(np.float32),
        "bf": b.astype(np.float32),
        "ai": rng.integers(0, 1_000_000, size),
        "bi": rng.integers(0, 1_000_000, size),
        "x": rng.integers(0, 1_000_001, size),
        "out": np.empty(size),
        "outf": np.empty(size, np.float32),
        "outi": np.empty(size, np.int64),
    }


def numpy_work(v):
    a, b, af, bf, ai, bi, x = (v[k] for k in ("a", "b", "af", "bf", "ai", "bi", "x"))
    return {
        "arithmetic": lambda: (2 * a + 3 * b) / b,
        "trigonometric": lambda: np.sin(a) ** 2 + np.cos(b) ** 2,
        "gaussian": lambda: np.exp(-a * a / 2) / np.sqrt(2 * np.pi),
        "where": lambda: np.where(a > b, a, b) * 2 + 1,
        "float32": lambda: np.float32(2) * af + np.float32(3) * bf,
        "modulo": lambda: (ai * bi + 7) % 1000,
        "filter": lambda: x[x < 50],
        "sum": lambda: a.sum(),
        "floatSum": lambda: af.sum(),
        "mean": lambda: a.mean(),
        "prod": lambda: a.prod(),
        "wrappedProduct": lambda: ai * bi + x,
        "min": lambda: a.min(),
        "std": lambda: a.std(),
        "filteredSum": lambda: a[b < 0.5].sum(),
        "zscore": lambda: (a - a.mean()) / a.std(),
    }


def numexpr_work(v):
    names = dict(v)

    def run(text, out=None):
        return lambda: numexpr.evaluate(text, local_dict=names, out=out)

    x = v["x"]
    mask = np.empty(len(x), bool)
    return {
        "arithmetic": run("(2*a + 3*b)/b", v["out"]),
        "trigonometric": run("sin(a)**2 + cos(b)**2", v["out"]),
        "gaussian": run(f"exp(-a*a/2)/sqrt(2*{math.pi!r})", v["out"]),
        "where": run("where(a > b, a, b)*2 + 1", v["out"]),
        "float32": run("2*af + 3*bf", v["outf"]),
        "modulo": run("(ai*bi + 7) % 1000", v["outi"]),
        "filter": lambda: x[numexpr.evaluate("x < 50", local_dict=names, out=mask)],
        "sum": run("sum(a)"),
        "floatSum": run("sum(af)"),
        "prod": run("prod(a)"),
        "wrappedProduct": run("ai*bi + x", v["outi"]),
        "min": run("min(a)"),
        "filteredSum": run("sum(where(b < 0.5, a, 0.0))"),
    }


def numba_work(v, threads):
    jit = numba.njit(parallel=threads > 1)
    loop = numba.prange if threads > 1 else range
    namespace = {"np": np, "prange": loop, "math": math}

    def loop_over(result, body, arguments):
        source = f"def work({arguments}, out):\n    for i in prange(len(out)):\n        out[i] = {body}\n"
        scope = dict(namespace)
        exec(source, scope)
        compiled = jit(scope["work"])
        values = [v[name] for name in arguments.split(", ")]
        return lambda: compiled(*values, v[result])

    def reduction(body, arguments="a"):
        source = f"def work({arguments}):\n    result = 0.0\n    for i in prange(len(a)):\n        {body}\n    return result\n"
        scope = dict(namespace)
        exec(source, scope)
        compiled = jit(scope["work"])
        values = [v[name] for name in arguments.split(", ")]
        return lambda: compiled(*values)

    work = {
        "arithmetic": loop_over("out", "(2*a[i] + 3*b[i])/b[i]", "a, b"),
        "trigonometric": loop_over("out", "math.sin(a[i])**2 + math.cos(b[i])**2", "a, b"),
        "gaussian": loop_over("out", "math.exp(-a[i]*a[i]/2)/math.sqrt(2*math.pi)", "a"),
        "where": loop_over("out", "(a[i] if a[i] > b[i] else b[i])*2 + 1", "a, b"),
        "float32": loop_over("outf", "np.float32(2)*af[i] + np.float32(3)*bf[i]", "af, bf"),
        "modulo": loop_over("outi", "(ai[i]*bi[i] + 7) % 1000", "ai, bi"),
        "sum": reduction("result += a[i]"),
        "min": reduction("result = min(result, a[i])"),
        "filteredSum": reduction("result += a[i] if b[i] < 0.5 else 0.0", "a, b"),
    }
    if threads == 1:
        x = v["x"]

        @numba.njit
        def kept(values, out):
            count = 0
            for i in range(len(values)):
                if values[i] < 50:
                    out[count] = values[i]
                    count += 1
            return out[:count]

        work["filter"] = lambda: kept(x, v["outi"])
    return work


def measured(call, size, rounds):
    call()
    call()
    start = clock()
    call()
    once = max(clock() - start, 1e-7)
    repeats = max(1, int(BATCH_SECONDS / once))
    figures = []
    for _ in range(rounds):
        start = clock()
        for _ in range(repeats):
            call()
        figures.append((clock() - start) / repeats / size * 1e9)
    return statistics.median(figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--threads", type=int, nargs="+", default=(1, 2))
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--work", nargs="+", help="names of works; all when absent")
    parser.add_argument("--peers", nargs="+", help="names of peers; all when absent")
    options = parser.parse_args()
    results = []
    for size in options.sizes:
        values = inputs(size)
        for threads in options.threads:
            numexpr.set_num_threads(threads)
            peers = {"numexpr": numexpr_work(values)}
            if numba:
                numba.set_num_threads(threads)
                peers["numba"] = numba_work(values, threads)
            if threads == 1:
                peers["numpy"] = numpy_work(values)
            for peer, works in peers.items():
                if options.peers and peer not in options.peers:
                    continue
                for work, call in works.items():
                    if options.work and work not in options.work:
                        continue
                    figure = measured(call, size, options.rounds)
                    results.append(
                        {
                            "peer": peer,
                            "work": work,
                            "size": size,
                            "threads": threads,
                            "nanosPerElement": figure,
                        }
                    )
                    print(f"{peer} {work} {size} x{threads}: {figure:.3f} ns", file=sys.stderr)
    json.dump(results, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
