#!/usr/bin/env python3
"""Three expressions over a table of a million rows: by reference to a dataset that was uploaded once,
with the numbers sent as JSON each time, and by NumPy in this process. Interleaved rounds, medians.

usage: datasets.py [--address http://localhost:8080] [--rows 1000000] [--rounds 15]

The service answers with summaries and is told not to answer from its cache. NumPy computes the same
expressions; for the first one also the least and the greatest value, the mean and the standard deviation, as
a summary has them.
"""
import argparse
import http.client
import io
import json
import statistics
import time
import urllib.parse

import numpy


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--address", default="http://localhost:8080")
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=15)
    options = arguments.parse_args()
    where = urllib.parse.urlsplit(options.address)
    service = http.client.HTTPConnection(where.hostname, where.port or 80, timeout=600)

    random = numpy.random.default_rng(1)
    a, b = random.random(options.rows), random.random(options.rows) + 0.5
    stored = {}
    begun = time.perf_counter()
    for name, column in (("a", a), ("b", b)):
        buffer = io.BytesIO()
        numpy.save(buffer, column)
        answer = send(service, f"/v1/datasets?column={name}", "application/x-npy", buffer.getvalue())
        stored[name] = {"dataset": answer["id"], "column": name}
    print(f"upload of both columns: {1e3 * (time.perf_counter() - begun):.1f} ms")
    sent = {"a": a.tolist(), "b": b.tolist()}

    def summary(values):
        return values.min(), values.max(), values.mean(), values.std()

    works = {
        "(2*a+3*b)/b, a summary": (
            "/v1/evaluate",
            {"expression": "(2*a+3*b)/b", "output": {"values": "summary"}},
            lambda: summary((2 * a + 3 * b) / b),
        ),
        "mean(sqrt(a*a + b*b))": (
            "/v1/reduce",
            {"reductions": {"v": "mean(sqrt(a*a + b*b))"}},
            lambda: numpy.sqrt(a * a + b * b).mean(),
        ),
        "number of (a < 0.5) & (b > 1)": (
            "/v1/filter",
            {"predicate": "(a < 0.5) & (b > 1)", "return": "count"},
            lambda: numpy.count_nonzero((a < 0.5) & (b > 1)),
        ),
    }
    for name, (path, request, peer) in works.items():
        reference = json.dumps(request | {"inputs": stored}).encode()
        whole = json.dumps(request | {"inputs": sent}).encode()
        times = {"reference": [], "JSON": [], "NumPy": []}
        for turn in range(-5, options.rounds):
            for way, call in (
                ("reference", lambda: send(service, path, "application/json", reference)),
                ("NumPy", peer),
                ("JSON", lambda: send(service, path, "application/json", whole)),
            ):
                if way == "JSON" and turn % 5:
                    continue
                begun = time.perf_counter()
                call()
                if turn >= 0:
                    times[way].append(1e3 * (time.perf_counter() - begun))
        medians = {way: statistics.median(measured) for way, measured in times.items()}
        print(
            f"{name}: by reference {medians['reference']:.2f} ms, NumPy {medians['NumPy']:.2f} ms "
            f"(ratio {medians['reference'] / medians['NumPy']:.2f}), JSON {medians['JSON']:.1f} ms"
        )


def send(service, path, kind, body):
    service.request("POST", path, body, {"Content-Type": kind, "Cache-Control": "no-cache"})
    answer = service.getresponse()
    text = answer.read()
    if answer.status not in (200, 201):
        raise SystemExit(f"{answer.status}: {text[:500]}")
    return json.loads(text)


if __name__ == "__main__":
    main()
