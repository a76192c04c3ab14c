#!/usr/bin/python3
"""Compares two builds of Parallax, NumPy and numexpr on works of ExpressionBenchmark in turns.

    src/jmh/peers/turns.py [--sizes N ...] [--engines E ...] [--turns N] BEFORE AFTER WORK ...

BEFORE and AFTER are class paths (separated by colons, with the classes of src/jmh/java), or - where
there is no such build. A work may be BEFORE=AFTER or BEFORE=AFTER=PEER where it has different names.
Each build runs in a process of its own and is warmed up until two
runs of 0.3 s agree, the peers for two calls; then all
take turns of 20 ms on one thread. Prints a Markdown table with the medians of the turns, in
nanoseconds of processor time an element, and the median of the ratios of the turns of both builds.
"""

import argparse
import statistics
import subprocess
import sys
import time

import numexpr

import peers
from peers import inputs, measured, numexpr_work, numpy_work

JAVA = "java"
FLAGS = ["--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]


class Build:
    def __init__(self, java, class_path):
        self.process = subprocess.Popen(
            [java, *FLAGS, "-cp", class_path, "io.parallax.executor.ExpressionTurns"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def turn(self):
        return float(self.ask("turn"))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cell(figures):
    return "–" if not figures else f"{statistics.median(figures):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000, 1_000_000, 10_000_000))
    parser.add_argument("--engines", nargs="+", default=("vector", "native"))
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--java", default=JAVA)
    parser.add_argument("builds", nargs=2)
    parser.add_argument("works", nargs="+")
    options = parser.parse_args()
    numexpr.set_num_threads(1)
    peers.clock = time.process_time
    builds = [None if path == "-" else Build(options.java, path) for path in options.builds]
    print("| work | elements | engine | before | now | now ÷ before | NumPy | numexpr |")
    print("|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        values = inputs(size)
        works_of_peers = [numpy_work(values), numexpr_work(values)]
        for work in options.works:
            before, now, peer = (work.split("=") * 3)[:3] if "=" not in work else (work.split("=") + [None])[:3]
            for engine in options.engines:
                names = (before, now)
                for build, name in zip(builds, names):
                    if build and build.ask(f"{name} {size} {engine}") != "ready":
                        sys.exit(f"{name} could not be prepared")
                calls = [works.get(peer or now) for works in works_of_peers]
                figures = [[] for _ in range(4)]
                for _ in range(options.turns):
                    for at, build in enumerate(builds):
                        if build:
                            figures[at].append(build.turn())
                    for at, call in enumerate(calls, 2):
                        if call:
                            figures[at].append(measured(call, size, 1))
                ratios = [after / old for old, after in zip(*figures[:2])]
                print(f"| {now} | {size:,} | {engine} | {cell(figures[0])} | {cell(figures[1])} | "
                      f"{statistics.median(ratios):.2f} | " if ratios else
                      f"| {now} | {size:,} | {engine} | – | {cell(figures[1])} | – | ", end="")
                print(f"{cell(figures[2])} | {cell(figures[3])} |", flush=True)
    for build in builds:
        if build:
            build.close()


if __name__ == "__main__":
    main()
