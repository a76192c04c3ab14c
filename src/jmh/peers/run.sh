#!/usr/bin/env bash
# Measures Parallax's engines, the Python peers and, where gcc is there, the loops in C in turn, on
# this machine, and prints the table of ratios. Needs Debian's python3-numpy, python3-numexpr and
# python3-numba.
#
#   src/jmh/peers/run.sh [ROUNDS [JMH ARGUMENTS]]
#
# Two rounds unless told; of each figure the lowest median of the rounds counts. For a part of the
# work: SIZES="10000 50000000" src/jmh/peers/run.sh 1 -p work=arithmetic,sum
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
rounds=${1:-2}
shift || true
out=target/jmh/peers
mkdir -p "$out"
rm -f "$out"/*.json
read -ra sizes <<<"${SIZES:-10000 1000000 10000000}"
c="$out/bench"
if command -v gcc >/dev/null; then
  gcc -O3 -march=native -ffp-contract=off -pthread -o "$c" src/jmh/c/bench.c -lm
else
  echo "no gcc: the loops in C are left out" >&2
  rm -f "$c"
fi
for ((round = 1; round <= rounds; round++)); do
  ./mvnw --quiet -Pjmh test -Dformat.skip \
    -Djmh.args="ExpressionBenchmark -rf json -rff $out/engines-$round.json \
      -p engine=vector,native -p size=$(IFS=,; echo "${sizes[*]}") $*"
  /usr/bin/python3 src/jmh/peers/peers.py --sizes "${sizes[@]}" >"$out/peers-$round.json"
  [ ! -x "$c" ] || "$c" "${sizes[@]}" >"$out/peers-c-$round.json"
done
/usr/bin/python3 src/jmh/peers/compare.py "$out"
