#!/usr/bin/env bash
# Runs the tests. First runs the tests that only compute, in parallel. Then runs the targets that use the network, start
# programs or measure time, one after another: on two busy cores they would exceed their time limits.
# Reuses the build of 'make run' and adds the tests to it.
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
    echo "Some tests failed; look for lines that begin with ✘ above." >&2
    exit 1
fi
