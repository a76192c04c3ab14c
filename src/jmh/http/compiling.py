#!/usr/bin/env python3
"""Compares two builds of the service: start, the time to a native answer, and memory.

    src/jmh/http/compiling.py BEFORE AFTER [JAVA]

BEFORE and AFTER are working trees with target/parallax.jar (`./mvnw -DskipTests package`). Both
services run at the same time and are asked in turn, each time for an expression that it has not
seen, by name for native-kernels; the first five of each length are left out.
"""

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

OPERATIONS = (5, 50, 500)
ROUNDS = 25
WARM_UP = 5
TOGETHER = 15
FLAGS = ["--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx512m"]
RANDOM = random.Random(1)


class Service:
    def __init__(self, name, folder, port, java):
        self.name, self.port = name, port
        start = time.time()
        self.process = subprocess.Popen(
            [java, *FLAGS, "-jar", os.path.join(folder, "target", "parallax.jar"),
             f"--server.port={port}", "--parallax.processes.workers=0"],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        self.await_ready()
        print(f"{name}: ready after {time.time() - start:.1f} s")

    def await_ready(self):
        while True:
            try:
                self.get("/actuator/health/readiness")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)

    def get(self, path):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).read()

    def compile(self, operations):
        """Milliseconds until a new expression of so many operations is answered natively."""
        terms = " + ".join(
            f"{'ab'[at % 2]}*{RANDOM.randint(1, 10**6)}.{RANDOM.randint(1, 9999)}"
            for at in range((operations + 1) // 2))
        body = {"expression": terms, "inputs": {"a": [1.5, 2.5], "b": [3.5, 4.5]},
                "options": {"strategy": "native-kernels", "timeoutMs": 30000}}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/v1/evaluate", json.dumps(body).encode(),
            {"Content-Type": "application/json"})
        start = time.time()
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
        return (time.time() - start) * 1000

    def together(self):
        """Compilations a second for two clients at a time."""
        def client():
            for _ in range(TOGETHER):
                self.compile(50)
        clients = [threading.Thread(target=client) for _ in range(2)]
        start = time.time()
        for each in clients:
            each.start()
        for each in clients:
            each.join()
        return 2 * TOGETHER / (time.time() - start)

    def resident(self):
        children = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [mebibytes(pid) for pid in [self.process.pid, *children.stdout.split()]]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def mebibytes(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def main(before, after, java="java"):
    services = [Service("before", before, 19101, java), Service("after", after, 19102, java)]
    for service in services:
        print(f"{service.name}: the very first {service.compile(5):.0f} ms")
    times = {}
    for _ in range(ROUNDS):
        for operations in OPERATIONS:
            for service in services:
                times.setdefault((service, operations), []).append(service.compile(operations))
    for operations in OPERATIONS:
        for service in services:
            counted = times[service, operations][WARM_UP:]
            print(f"{service.name}: {operations} operations {statistics.median(counted):.1f} ms"
                  f" ({min(counted):.1f} to {max(counted):.1f})")
    for service in services:
        print(f"{service.name}: two clients {service.together():.0f} compilations a second")
        print(f"{service.name}: MiB resident, service and children: {service.resident()}")
    for service in services:
        service.stop()


main(*sys.argv[1:])
