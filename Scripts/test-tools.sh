#!/usr/bin/env bash
# Installs programs that only tests need: Chromium runs the tests of the pages, and nghttpx and openssl serve TLS and HTTP/2 to
# the tests of the download. If one is missing, its tests are skipped; with CI=true, the script fails. Idempotent.
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
    printf '%s\n' "setup: ${packages[*]} not installed: $1; the tests that need them are skipped" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
}
command -v apt-get >/dev/null || missing "this system has no apt; install them with its package manager"
sudo=()
if [ "$(id -u)" -ne 0 ]; then
    # Never ask for a password: the tests run without these programs.
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || missing "this user is not root; run: sudo apt-get install ${packages[*]}"
    sudo=(sudo -n)
fi
printf '%s\n' "setup: installing ${packages[*]}, for the tests"
"${sudo[@]}" apt-get update -qq || missing "apt-get update failed"
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" \
    >/dev/null || missing "apt-get install failed"
