#!/usr/bin/env bash
# Sets up Chromium, in which the tests of the pages run. Where it can't be had they are skipped, and with CI=true that is a
# failure. Idempotent. usage: Scripts/browser.sh
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    command -v $name >/dev/null && exit
done
missing() {
    printf '%s\n' "setup: no Chromium: $1; the tests of the pages are skipped" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
}
command -v apt-get >/dev/null || missing "this system has no apt, install it by hand"
sudo=()
if [ "$(id -u)" -ne 0 ]; then
    # Never asks for a password: the tests go on without.
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || missing "not root; run: sudo apt-get install chromium"
    sudo=(sudo -n)
fi
printf '%s\n' "setup: installing chromium, for the tests"
"${sudo[@]}" apt-get update -qq || missing "apt-get update failed"
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null \
    || missing "apt-get install chromium failed"
