#!/usr/bin/python3
"""Prints a Markdown table from the results of mathematics.sh: nanoseconds an element of each
function, and how many times as long as libmvec the native kernel takes."""

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


def main():
    figures = read(sys.argv[1])
    rows = list(dict.fromkeys((function, kind) for function, kind, _ in figures))
    print(f"{platform.processor() or platform.machine()}, one thread, {SIZE:,} elements, ns/element\n")
    print("| function | type | " + " | ".join((*ENGINES, *PEERS)) + " | native / libmvec |")
    print("|---|---|" + "---|" * (len(ENGINES) + len(PEERS) + 1))
    for function, kind in rows:
        row = [figures.get((function, kind, name)) for name in (*ENGINES, *PEERS)]
        cells = ["–" if figure is None else f"{figure:.2f}" for figure in row]
        own, libmvec = row[0], row[len(ENGINES)]
        cells.append("–" if own is None or libmvec is None else f"{own / libmvec:.2f}×")
        print(f"| `{function}` | {kind} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
