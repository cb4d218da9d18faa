#!/usr/bin/env bash
# Runs the tests. First runs the tests that only compute, in parallel. Then runs the targets that use the network, start
# programs or measure time, one after another: on two busy cores they would exceed their time limits.
# Reuses the build of 'make run' and adds the tests to it.
set -euo pipefail
cd "$(dirname "$0")/.."

apart=(MinerTests DownloadTests LabellingTests BenchmarkingTests CommandLineTests 'AnalysisTests\.TimeBudgetTests')
# A group that takes longer than this hangs. Its threads are then printed.
limit=1200

swift build -c release --build-tests
bundle=$(swift build -c release --show-bin-path)/scorevisionPackageTests.xctest

failed=0
run() {
    SWIFT_BACKTRACE=enable=yes,threads=all,color=no timeout --signal=ABRT --kill-after=60 $limit \
        stdbuf -oL "$bundle" --testing-library swift-testing --parallel "$@" || failed=1
}

run --skip "^($(IFS='|' && echo "${apart[*]}"))[./]"
for target in "${apart[@]}"; do
    run --filter "^$target[./]"
done
if ((failed)); then
    echo "Some tests failed; look for lines that begin with ✘ above." >&2
    exit 1
fi
