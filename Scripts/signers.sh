#!/usr/bin/env bash
# Sets up, in .deps/signers, the Python packages that validators sign with, for the tests that compare with them.
# Without a network the tests go on without, but not with CI=true. Idempotent. usage: Scripts/signers.sh
set -euo pipefail
cd "$(dirname "$0")/.."

PACKAGES=(substrate-interface==1.8.1 py-sr25519-bindings==0.2.4)
target=.deps/signers

[ "$(cat $target/version 2>/dev/null)" = "${PACKAGES[*]}" ] && exit
printf '%s\n' "setup: fetching ${PACKAGES[*]} into $target, for the tests"
mkdir -p .deps
work=$(mktemp -d .deps/signers.XXXXXX)
trap 'rm -rf "$work"' EXIT
if python3 -m venv "$work" && "$work/bin/python3" -m pip --quiet --disable-pip-version-check install "${PACKAGES[@]}"; then
    printf '%s\n' "${PACKAGES[*]}" >"$work/version"
    rm -rf $target
    mv "$work" $target
else
    printf '%s\n' "setup: could not fetch them; the tests that compare signatures with theirs are skipped" >&2
    [ "${CI:-}" != true ] || exit 1
fi
