#!/usr/bin/env bash
# Runs the tests: what computes side by side, then what talks over the network, starts programs and watches the clock,
# one target after another. On two cores, all at once, the former would keep the latter waiting past their time.
# The build is the one of 'make run', and the tests come on top of it.
set -euo pipefail
cd "$(dirname "$0")/.."

apart=(MinerTests DownloadTests LabellingTests BenchmarkingTests CommandLineTests 'AnalysisTests\.TimeBudgetTests')

failed=0
run() {
    swift test -c release --skip-build --parallel "$@" || failed=1
}

swift build -c release --build-tests
run --skip "^($(IFS='|' && echo "${apart[*]}"))[./]"
for target in "${apart[@]}"; do
    run --filter "^$target[./]"
done
if ((failed)); then
    echo "Some tests failed; see above (a line that begins with ✘)." >&2
    exit 1
fi
