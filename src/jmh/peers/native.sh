#!/usr/bin/env bash
# Measures native kernels beside the vector engine, the same loops in C, numexpr, Numba and the
# machine's copy bandwidth, all in one run, and prints one Markdown table: ten expressions, four
# sizes, one and two threads. Takes about a quarter of an hour on two idle cores. Needs gcc and
# Debian's python3-numpy, python3-numexpr and python3-numba.
#
#   src/jmh/peers/native.sh
#
# Every engine's figure is the median of 5 iterations of 0.1 s in one fresh JVM, after 2 of 0.6 s,
# the vector engine's after 8; every peer's the median of 9 batches of about 20 ms, C's of 15, after
# two calls. For a part: SIZES="10000" WORKS="sum min" THREADS=1 src/jmh/peers/native.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
read -ra sizes <<<"${SIZES:-10000 1000000 10000000 50000000}"
read -ra works <<<"${WORKS:-arithmetic where float32 modulo trigonometric gaussian sum min filteredSum filter}"
read -ra threads <<<"${THREADS:-1 2}"
out=target/jmh/native
mkdir -p "$out"
rm -f "$out"/*.json
joined() { (IFS=,; echo "$*"); }

load=$(cut -d' ' -f1 /proc/loadavg)
started=$SECONDS
gcc -O3 -march=native -ffp-contract=off -pthread -o "$out/bench" src/jmh/c/bench.c -lm
measured() { # ENGINE WARM-UP-ITERATIONS
  ./mvnw --quiet -Pjmh test -Dformat.skip -Djmh.args="ExpressionBenchmark -f 1 -wi $2 -w 600ms -i 5 \
    -r 100ms -rf json -rff $out/engines-$1.json -p engine=$1 -p size=$(joined "${sizes[@]}") \
    -p work=$(joined "${works[@]}") -p threads=$(joined "${threads[@]}")" >&2
}
measured native 2
measured vector 8
"$out/bench" "${sizes[@]}" >"$out/peers-c.json"
/usr/bin/python3 src/jmh/peers/peers.py --sizes "${sizes[@]}" --threads "${threads[@]}" \
  --work "${works[@]}" --peers numexpr numba --rounds 9 >"$out/peers-1.json"
echo "$(git rev-parse --short HEAD), $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1)," \
  "$(nproc) cores; load before: $load; $((SECONDS - started)) s"
echo
/usr/bin/python3 src/jmh/peers/table.py "$out"
