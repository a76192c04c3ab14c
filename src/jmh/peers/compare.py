#!/usr/bin/python3
"""Prints a Markdown table from the results of run.sh: for each work, size and thread count the
nanoseconds an element of the vector engine, and how many times as long each peer takes."""

import glob
import json
import os
import platform
import sys

PEERS = ("c", "numexpr", "numba", "numpy")
ENGINES = ("vector", "native", "scalar", "interpreter")


def lowest(figures, key, figure):
    figures[key] = min(figure, figures.get(key, figure))


def read(folder):
    figures = {}
    for path in glob.glob(os.path.join(folder, "engines-*.json")):
        for run in json.load(open(path)):
            params = run["params"]
            key = (params["engine"], params["work"], int(params["size"]), int(params["threads"]))
            lowest(figures, key, run["primaryMetric"]["scorePercentiles"]["50.0"] / key[2])
    for path in glob.glob(os.path.join(folder, "peers-*.json")):
        for run in json.load(open(path)):
            key = (run["peer"], run["work"], run["size"], run["threads"])
            lowest(figures, key, run["nanosPerElement"])
    return figures


def cell(figures, name, work, size, threads, own):
    figure = figures.get((name, work, size, threads))
    return "–" if figure is None else f"{figure / own:.2g}×" if figure < own else f"{figure / own:.3g}×"


def main():
    figures = read(sys.argv[1])
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores\n")
    print("| work | elements | threads | vector engine, ns/element | "
          + " | ".join((*ENGINES[1:], *PEERS)) + " |")
    print("|---|---|---|---|" + "---|" * (len(ENGINES) - 1 + len(PEERS)))
    for engine, work, size, threads in figures:
        if engine == "vector":
            own = figures[engine, work, size, threads]
            cells = [cell(figures, n, work, size, threads, own) for n in (*ENGINES[1:], *PEERS)]
            print(f"| {work} | {size:,} | {threads} | {own:.2f} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
