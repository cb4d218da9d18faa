#!/usr/bin/env bash
# Sets up, in .deps/signers, the Python packages that validators sign with, each pinned by hash, for the tests that compare with
# them.
# Without a network the tests go on without, but not with CI=true. Idempotent. usage: Scripts/signers.sh
set -euo pipefail
cd "$(dirname "$0")/.."

list=Scripts/requirements/signers.txt
target=.deps/signers
version=$(sha256sum <$list | cut -c 1-16)

[ "$(cat $target/version 2>/dev/null)" = "$version" ] && exit
printf '%s\n' "setup: fetching what validators sign with into $target, for the tests"
mkdir -p .deps
work=$(mktemp -d .deps/signers.XXXXXX)
trap 'rm -rf "$work"' EXIT
if python3 -m venv "$work" && "$work/bin/python3" -m pip --quiet --disable-pip-version-check install --no-deps \
    --only-binary :all: --require-hashes --requirement $list; then
    printf '%s\n' "$version" >"$work/version"
    rm -rf $target
    mv "$work" $target
else
    printf '%s\n' "setup: could not fetch them (Python 3.11 to 3.14 has wheels); the tests that compare signatures with" \
        "setup: theirs are skipped" >&2
    [ "${CI:-}" != true ] || exit 1
fi
