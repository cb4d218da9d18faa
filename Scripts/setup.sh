#!/usr/bin/env bash
# Installs what a build needs and this machine lacks: system packages, and the runtimes of OpenVINO and ONNX Runtime in .deps/.
# Idempotent, and quick if nothing is missing. With "cuda", also installs ONNX Runtime for NVIDIA GPUs and the CUDA libraries
# that it needs (2 GB). The machine itself only needs the driver.
# usage: Scripts/setup.sh [--no-packages | --list-packages] [cuda]
#   --no-packages     never asks for root: lists missing system packages and the command that installs them
#   --list-packages   only prints the names of the system packages
set -euo pipefail
cd "$(dirname "$0")/.."

# Each system package, and a command that succeeds if it is already installed.
PACKAGES=(
    "ffmpeg:command -v ffmpeg"
    "libavcodec-dev:pkg-config --exists libavcodec >= 59"
    "libavformat-dev:pkg-config --exists libavformat >= 59"
    "libavutil-dev:pkg-config --exists libavutil >= 57"
    "libcurl4-openssl-dev:pkg-config --exists libcurl >= 7.88"
    "libsodium-dev:pkg-config --exists libsodium >= 1.0.18"
    "libsqlite3-dev:pkg-config --exists sqlite3 >= 3.35"
    "libswscale-dev:pkg-config --exists libswscale >= 6"
    "pkg-config:command -v pkg-config"
    "python3:command -v python3"
    "python3-venv:have_venv"
    "unzip:command -v unzip"
    "zlib1g-dev:pkg-config --exists zlib"
)

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

swift_version() { swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1; }

check_swift() {
    command -v swift >/dev/null || fail "Swift is not installed; get Swift 6.3 from https://www.swift.org/install"
    local version; version=$(swift_version)
    [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" = 6.2 ] \
        || fail "Swift $version is too old; get Swift 6.3 from https://www.swift.org/install"
}

have_venv() { python3 -c 'import venv, ensurepip'; }

missing_packages() {
    local entry words
    for entry in "${PACKAGES[@]}"; do
        read -ra words <<<"${entry#*:}"
        "${words[@]}" >/dev/null 2>&1 || printf '%s\n' "${entry%%:*}"
    done
}

# usage: install_packages MAY_INSTALL
install_packages() {
    local missing sudo=() command
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        printf '%s\n' "setup: this system has no apt. Install these with its package manager, then run this script again:" \
            "  FFmpeg 5.1 or newer, with its program and headers (libavformat, libavcodec, libavutil, libswscale)" \
            "  libcurl 7.88 or newer, libsodium 1.0.18 or newer, SQLite 3.35 or newer, and zlib, with their headers" \
            "  pkg-config, Python 3.9 or newer with venv and pip, unzip" >&2
        exit 1
    fi
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    command="${sudo[*]}${sudo:+ }apt-get install --no-install-recommends ${missing[*]}"
    if [ "$1" = no ]; then
        fail "these packages are missing: ${missing[*]}
setup: install them with: $command"
    fi
    if [ ${#sudo[@]} -gt 0 ] && ! command -v sudo >/dev/null; then
        fail "this user is not root and there is no sudo; ask an administrator to run: apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "installing ${missing[*]}"
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -eq 0 ] || fail "these packages are installed, but too old or not found: ${missing[*]}"
}

# Prints the version of a list of wheels. If the list changes, the wheels are fetched again.
list_version() { sha256sum <"Scripts/requirements/$1.txt" | cut -c 1-16; }

# Prints the version of the first package of a list.
package_version() { sed -nE '0,/==/s/^[^#]*==([^ ;]+).*/\1/p' "Scripts/requirements/$1.txt"; }

# Fetches the wheels of a list into a folder. pip refuses a file with another hash. Python runs no code of the wheels, so the
# wheels of one Python version suit all. usage: fetch LIST FOLDER
fetch() {
    python3 -m venv "$2/venv"
    "$2/venv/bin/pip" --quiet --disable-pip-version-check download --no-deps --only-binary :all: --require-hashes \
        --python-version 3.12 --dest "$2" --requirement "Scripts/requirements/$1.txt"
}

# A temporary folder for downloads, removed when the script ends.
work=
begin() {
    mkdir -p .deps
    work=$(mktemp -d ".deps/$1.XXXXXX")
    trap 'rm -rf "$work"' EXIT
}

# Moves a folder into place in one step, so that an interrupted set-up leaves no partial runtime behind.
# usage: finish MADE TARGET VERSION
finish() {
    printf '%s\n' "$3" >"$1/version"
    rm -rf "$2"
    mv "$1" "$2"
    rm -rf "$work"
}

is_installed() { [ "$(cat "$1/version" 2>/dev/null)" = "$2" ]; }

install_openvino() {
    local target=.deps/openvino version library
    version=$(list_version openvino)
    is_installed $target "$version" && return
    say "fetching the OpenVINO $(package_version openvino) runtime into $target"
    begin openvino
    fetch openvino "$work" \
        || fail "pip could not fetch OpenVINO: check the network, and that this is x86-64 or arm64 Linux"
    unzip -q "$work"/openvino-*.whl 'openvino/libs/*' 'openvino/include/*' -d "$work"
    # Remove frontends and plugins for other formats and devices: 100 MB that this program never opens.
    rm -f "$work"/openvino/libs/libopenvino_{gguf,jax,paddle,pytorch,tensorflow,tensorflow_lite}_frontend.so.* \
        "$work"/openvino/libs/libopenvino_intel_{gpu,npu}_plugin.so
    for library in openvino openvino_c; do
        ln -sf "$(basename "$(ls "$work"/openvino/libs/lib$library.so.*)")" "$work/openvino/libs/lib$library.so"
    done
    finish "$work/openvino" $target "$version"
}

# Unpacks the libraries of ONNX Runtime from its wheel.
unpack_onnxruntime() {
    mkdir -p "$work/made/lib"
    unzip -q -j "$work"/onnxruntime*.whl 'onnxruntime/capi/libonnxruntime*.so*' -d "$work/made/lib"
    ln -sf "$(basename "$(ls "$work"/made/lib/libonnxruntime.so.*)")" "$work/made/lib/libonnxruntime.so.1"
}

# OpenVINO is enough, so this step may fail: the program then has one engine less.
install_onnxruntime() {
    local target=.deps/onnxruntime version
    version=$(list_version onnxruntime)
    is_installed $target "$version" && return
    say "fetching ONNX Runtime $(package_version onnxruntime) into $target"
    begin onnxruntime
    if fetch onnxruntime "$work"; then
        unpack_onnxruntime
        finish "$work/made" $target "$version"
    else
        say "pip could not fetch it; ENGINE=onnxruntime will not work" >&2
        rm -rf "$work"
    fi
}

# Puts all libraries into one folder. The program opens them in the right order, because the loader does not search there.
install_onnxruntime_gpu() {
    local target=.deps/onnxruntime-gpu version wheel
    version=$(list_version cuda)
    is_installed $target "$version" && return
    say "fetching ONNX Runtime for NVIDIA GPUs, and CUDA's libraries, into $target: about 2 GB"
    begin onnxruntime-gpu
    fetch cuda "$work" || fail "pip could not fetch them: check the network, and that this is x86-64 Linux"
    unpack_onnxruntime
    for wheel in "$work"/nvidia_*.whl; do unzip -q -j -o "$wheel" 'nvidia/*/lib/*.so*' -d "$work/made/lib"; done
    # Remove libraries that the program never opens.
    rm -f "$work"/made/lib/lib{nvblas,cufftw,nvrtc.alt,nvrtc-builtins.alt}.so.*
    finish "$work/made" $target "$version"
}

# TensorRT is faster than CUDA alone, but optional. The package index has only a stub, which fetches the libraries from NVIDIA;
# the hash is that of the stub.
install_tensorrt() {
    local target=.deps/onnxruntime-gpu/lib
    compgen -G "$target/libnvinfer.so.*" >/dev/null && return
    say "fetching TensorRT $(package_version tensorrt) into $target: about 2 GB"
    begin tensorrt
    python3 -m venv "$work/venv"
    if "$work/venv/bin/pip" --quiet --disable-pip-version-check wheel --no-deps --require-hashes --wheel-dir "$work" \
        --requirement Scripts/requirements/tensorrt.txt >"$work/log" 2>&1; then
        mkdir "$work/lib"
        unzip -q -j "$work"/tensorrt_*.whl '*.so*' -d "$work/lib"
        # Remove kernels for Windows.
        rm -f "$work"/lib/*_win.so*
        mv "$work"/lib/* $target
    else
        say "pip could not fetch it; CUDA alone will run the model, more slowly. Messages of pip:" >&2
        grep -m 3 -iE 'error|could not|failed' "$work/log" >&2 || true
    fi
    rm -rf "$work"
}

may_install=yes
case "${1:-}" in
    --list-packages) printf '%s\n' "${PACKAGES[@]%%:*}"; exit ;;
    --no-packages) may_install=no; shift ;;
esac
check_swift
install_packages $may_install
install_openvino
install_onnxruntime
case "${1:-}" in
    cuda*)
        install_onnxruntime_gpu
        install_tensorrt
        ldconfig -p | grep -q 'libcuda\.so\.1' \
            || say "NVIDIA's driver is not installed; DEVICE=cuda needs version 580 or newer" >&2
        ;;
    '' | auto | cpu | mps) ;;
    *) fail "DEVICE is '$1'; allowed are cuda, cpu, mps, auto, or nothing" ;;
esac
say "ready"
