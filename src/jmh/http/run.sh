#!/usr/bin/env bash
# Requests per second of a 10-element evaluate, computed and answered from the store of recent
# results, against an endpoint of the same server that does nothing, in turn, with wrk (Debian's package) on this machine.
#
#   src/jmh/http/run.sh [ROUNDS [CONNECTIONS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
rounds=${1:-5}
connections=${2:-4}
port=8190
base=http://localhost:$port
./mvnw --quiet -Pjmh test -Dformat.skip -Djmh.main=io.parallax.http.BenchmarkServer \
  -Djmh.args="--server.port=$port" >target/benchmark-server.log 2>&1 &
trap 'pkill -f "BenchmarkServer --server.port=$port" || true' EXIT
until curl -sf "$base/actuator/health/readiness" >/dev/null; do sleep 1; done

rate() {
  wrk -t1 -c"$connections" -d"$2" -s src/jmh/http/post.lua "$base$1" | awk '/Requests\/sec/ {print $2}'
}
rate /empty 10s >/dev/null
CACHE_CONTROL=no-store rate /v1/evaluate 20s >/dev/null
rate /v1/evaluate 10s >/dev/null
for ((round = 1; round <= rounds; round++)); do
  empty=$(rate /empty 5s)
  evaluate=$(CACHE_CONTROL=no-store rate /v1/evaluate 5s)
  hit=$(rate /v1/evaluate 5s)
  awk -v r="$round" -v a="$empty" -v b="$evaluate" -v c="$hit" 'BEGIN {
    printf "round %d: empty %.0f/s, evaluate %.0f/s, ratio %.2f, hit %.0f/s, ratio %.2f\n",
      r, a, b, b / a, c, c / a}'
done
