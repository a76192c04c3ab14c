#!/usr/bin/env bash
# Measures Parallax's engines and the Python peers in turn, on this machine, and prints the table
# of ratios. Needs Debian's python3-numpy, python3-numexpr and python3-numba.
#
#   src/jmh/peers/run.sh [ROUNDS [JMH ARGUMENTS]]
#
# Two rounds unless told; of each figure the lowest median of the rounds counts. For a part of the
# work: src/jmh/peers/run.sh 1 -p work=arithmetic,sum -p size=1000000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
rounds=${1:-2}
shift || true
out=target/jmh/peers
mkdir -p "$out"
rm -f "$out"/*.json
for ((round = 1; round <= rounds; round++)); do
  ./mvnw --quiet -Pjmh test -Dformat.skip \
    -Djmh.args="ExpressionBenchmark -rf json -rff $out/engines-$round.json $*"
  /usr/bin/python3 src/jmh/peers/peers.py >"$out/peers-$round.json"
done
/usr/bin/python3 src/jmh/peers/compare.py "$out"
