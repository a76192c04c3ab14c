#!/usr/bin/python3
"""Times Python's multiprocessing.Pool on what ProcessBenchmark measures, with NumPy arrays.

Prints one JSON list of {"peer", "work", "size", "processes", "micros"}; the figure is the median
of the counted runs. The pool stands ready before the first; arrays are cut into one part for each
process, sent, and the parts of the result put together, which is what Pool.map does for its users.

Needs Debian's python3-numpy.
"""

import argparse
import json
import multiprocessing
import statistics
import sys
import time

import numpy as np

SIZES = (1, 10_000, 1_000_000, 10_000_000)


def arithmetic(parts):
    a, b = parts
    return (2 * a + 3 * b) / b


def total(a):
    return a.sum()


def works(pool, processes, size):
    rng = np.random.default_rng(42)
    a, b = rng.random(size), rng.random(size) + 0.1

    def parts(array):
        return np.array_split(array, processes)

    return {
        "arithmetic": lambda: np.concatenate(
            pool.map(arithmetic, list(zip(parts(a), parts(b))))
        ),
        "sum": lambda: sum(pool.map(total, parts(a))),
    }


def measured(call, seconds):
    call()
    figures = []
    end = time.perf_counter() + seconds
    while len(figures) < 5 or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        figures.append((time.perf_counter() - start) * 1e6)
    return statistics.median(figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    results = []
    with multiprocessing.Pool(options.processes) as pool:
        for size in options.sizes:
            for work, call in works(pool, options.processes, size).items():
                figure = measured(call, options.seconds)
                results.append(
                    {
                        "peer": "multiprocessing.Pool",
                        "work": work,
                        "size": size,
                        "processes": options.processes,
                        "micros": figure,
                    }
                )
                print(f"Pool {work} {size}: {figure:.0f} us", file=sys.stderr)
    json.dump(results, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
