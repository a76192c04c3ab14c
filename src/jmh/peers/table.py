#!/usr/bin/python3
"""Prints the Markdown table of native.sh: nanoseconds an element of native kernels and of each peer,
and how native kernels compare with C, with numexpr and with the copy bandwidth of the same run."""

import sys

from compare import read

PEERS = ("native", "vector", "c", "numexpr", "numba")

# How each work reads in a table, and the bytes it must move for an element.
WORKS = {
    "arithmetic": ("`(2*a + 3*b)/b`", 24),
    "where": ("`where(a > b, a, b)*2 + 1`", 24),
    "float32": ("`2*a + 3*b`, float32", 12),
    "modulo": ("`(a*b + 7) % 1000`, int64", 24),
    "trigonometric": ("`sin(a)**2 + cos(b)**2`", 24),
    "gaussian": ("`exp(-a*a/2)/sqrt(2*pi)`", 16),
    "sum": ("`sum(a)`", 8),
    "min": ("`min(a)`", 8),
    "filteredSum": ("`sum(a)` where `b < 0.5`", 16),
    "filter": ("`x < 50`, int64, kept values", 8),
}
COPIED_BYTES = 16
BEYOND_CACHE = 10_000_000


def nanos(figure):
    return "–" if figure is None else f"{figure:.3f}" if figure < 1 else f"{figure:.2f}"


def ratio(figure, own):
    return "–" if figure is None or own is None else f"{figure / own:.2f}×"


def share(work, size, copy, own):
    """The bandwidth reached, as a part of that of copying."""
    if copy is None or size < BEYOND_CACHE:
        return "–"
    return f"{WORKS[work][1] / own / (COPIED_BYTES / copy):.0%}"


def main():
    figures = read(sys.argv[1])
    print("| float64 unless said | elements | threads | native, ns/element | vector | C | numexpr | Numba "
          "| C ÷ native | numexpr ÷ native | numexpr ÷ vector | of copy bandwidth |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for work, (text, _) in WORKS.items():
        for _, _, size, threads in sorted(k for k in figures if k[:2] == ("native", work)):
            row = [figures.get((peer, work, size, threads)) for peer in PEERS]
            own, vector, c, numexpr, _ = row
            cells = [nanos(figure) for figure in row]
            if work == "sum":
                exact = figures.get(("c", "exactSum", size, threads))
                cells[2] += f" (compensated {nanos(exact)})"
                c = exact
            copy = figures.get(("c", "copy", size, threads))
            cells += [ratio(c, own), ratio(numexpr, own), ratio(numexpr, vector), share(work, size, copy, own)]
            print(f"| {text} | {size:,} | {threads} | " + " | ".join(cells) + " |")
    print("\nOf `sum(a)` the compensated loop in C is compared, as Parallax's sum is; of the masked sum a plain one.\n")
    copies = sorted(k for k in figures if k[:2] == ("c", "copy"))
    print("Copying: " + ", ".join(
        f"{size:,} float64 on {threads}: {COPIED_BYTES / figures['c', 'copy', size, threads]:.1f} GB/s"
        for _, _, size, threads in copies))


if __name__ == "__main__":
    main()
