#!/usr/bin/python3
"""Prints a Markdown table from the results of mathematics.sh: nanoseconds an element of each
function, and how native kernels compare with libmvec and the vector engine with numexpr."""

import glob
import json
import os
import platform
import sys

SIZE = 100_000
ENGINES = ("nativeKernel", "vectorEngine", "svml", "math", "strictMath")
PEERS = ("libmvec", "numpy", "numexpr")


def read(folder):
    figures = {}
    for path in sorted(glob.glob(os.path.join(folder, "engines-*.json"))):
        for run in json.load(open(path)):
            params = run["params"]
            name = run["benchmark"].rsplit(".", 1)[1]
            key = (params["function"], params["type"], name)
            figures[key] = run["primaryMetric"]["scorePercentiles"]["50.0"] / SIZE
    for path in sorted(glob.glob(os.path.join(folder, "peers-*.json"))):
        for run in json.load(open(path)):
            figures[run["function"], run["type"], run["peer"]] = run["nanosPerElement"]
    return figures


def ratio(figure, own):
    return "–" if figure is None or own is None else f"{figure / own:.2f}×"


def main():
    figures = read(sys.argv[1])
    rows = sorted(dict.fromkeys((function, kind) for function, kind, _ in figures), key=lambda row: row[1] == "float32")
    print(f"{platform.processor() or platform.machine()}, one thread, {SIZE:,} elements, ns/element\n")
    print("| function | type | native | vector engine | JDK's SVML | `Math` | `StrictMath` | libmvec | NumPy "
          "| numexpr | libmvec ÷ native | numexpr ÷ vector |")
    print("|---|---|" + "---|" * (len(ENGINES) + len(PEERS) + 2))
    for function, kind in rows:
        row = [figures.get((function, kind, name)) for name in (*ENGINES, *PEERS)]
        cells = ["–" if figure is None else f"{figure:.2f}" for figure in row]
        native, vector, *_, libmvec, _, numexpr = row
        cells += [ratio(libmvec, native), ratio(numexpr, vector)]
        print(f"| `{function}` | {kind} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
