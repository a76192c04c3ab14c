#!/usr/bin/env bash
# Measures the functions of mathematics on one thread, in the engines, as Java has them, in glibc's
# libmvec (a program in C of its own), NumPy and numexpr, and prints one table. Needs gcc and
# Debian's python3-numpy and python3-numexpr; takes about five minutes.
#
#   src/jmh/peers/mathematics.sh [JMH ARGUMENTS]
#
# For a part: src/jmh/peers/mathematics.sh -p function=sin,exp
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
out=target/jmh/mathematics
mkdir -p "$out"
rm -f "$out"/*.json
gcc -O3 -march=native -ffast-math -o "$out/mathematics" src/jmh/c/mathematics.c -lm
"$out/mathematics" 100000 >"$out/peers-c.json"
/usr/bin/python3 src/jmh/peers/mathematics.py 100000 >"$out/peers-python.json"
./mvnw --quiet -Pjmh test -Dformat.skip \
  -Djmh.args="MathematicsBenchmark -rf json -rff $out/engines-float64.json $*" >&2
./mvnw --quiet -Pjmh test -Dformat.skip \
  -Djmh.args="MathematicsBenchmark.(vectorEngine|nativeKernel) -p type=float32 \
    -p function=sin,cos,exp,log,tanh,pow -rf json -rff $out/engines-float32.json" >&2
/usr/bin/python3 src/jmh/peers/mathematics_table.py "$out"
