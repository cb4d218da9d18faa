#!/usr/bin/env bash
# Sets up the programs that only tests need: Chromium, in which the tests of the pages run, and nghttpx, which speaks TLS and
# HTTP/2 to the tests of the download. Without one its tests are skipped, and with CI=true that is a failure. Idempotent.
# usage: Scripts/test-tools.sh
set -euo pipefail

have() {
    local name
    for name in "$@"; do command -v "$name" >/dev/null && return; done
    return 1
}
packages=()
have chromium chromium-browser google-chrome || packages+=(chromium)
have nghttpx || packages+=(nghttp2-proxy)
have openssl || packages+=(openssl)
[ ${#packages[@]} -gt 0 ] || exit 0

missing() {
    printf '%s\n' "setup: no ${packages[*]}: $1; the tests that need them are skipped" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
}
command -v apt-get >/dev/null || missing "this system has no apt, install them by hand"
sudo=()
if [ "$(id -u)" -ne 0 ]; then
    # Never asks for a password: the tests go on without.
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || missing "not root; run: sudo apt-get install ${packages[*]}"
    sudo=(sudo -n)
fi
printf '%s\n' "setup: installing ${packages[*]}, for the tests"
"${sudo[@]}" apt-get update -qq || missing "apt-get update failed"
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" \
    >/dev/null || missing "apt-get install failed"
