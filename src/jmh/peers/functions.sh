#!/usr/bin/env bash
# Measures callers' functions in a running service beside gcc with OpenMP, Numba's parallel loops
# and Python's multiprocessing.Pool on the same machine, in turn, and prints a JSON line for each
# program: medians in seconds, and the first request with all its compilation. Needs gcc and
# Debian's python3-numpy and python3-numba, and a service that nobody else uses:
#
#   ./mvnw spring-boot:run &
#   src/jmh/peers/functions.sh [--rounds 5] [--works factorial collatz] [--address http://localhost:8080]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
mkdir -p target/jmh
gcc -O3 -march=native -ffp-contract=off -fopenmp -shared -fPIC -o target/jmh/functions.so \
  src/jmh/c/functions.c -lm
exec /usr/bin/python3 src/jmh/peers/functions.py --library target/jmh/functions.so "$@"
