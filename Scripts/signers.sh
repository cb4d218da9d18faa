#!/usr/bin/env bash
# Installs the Python packages that validators sign with into .deps/signers, each pinned by hash. Some tests compare with them.
# Without a network, those tests are skipped; with CI=true, the script fails. Idempotent. usage: Scripts/signers.sh
set -euo pipefail
cd "$(dirname "$0")/.."

list=Scripts/requirements/signers.txt
target=.deps/signers
version=$(sha256sum <$list | cut -c 1-16)

[ "$(cat $target/version 2>/dev/null)" = "$version" ] && exit
printf '%s\n' "setup: fetching the packages that validators sign with into $target, for the tests"
mkdir -p .deps
work=$(mktemp -d .deps/signers.XXXXXX)
trap 'rm -rf "$work"' EXIT
if python3 -m venv "$work" && "$work/bin/python3" -m pip --quiet --disable-pip-version-check install --no-deps \
    --only-binary :all: --require-hashes --requirement $list; then
    printf '%s\n' "$version" >"$work/version"
    rm -rf $target
    mv "$work" $target
else
    printf '%s\n' "setup: pip could not fetch them (there are wheels for Python 3.11 to 3.14); the tests that compare" \
        "setup: signatures with these packages are skipped" >&2
    [ "${CI:-}" != true ] || exit 1
fi
