#!/usr/bin/env bash
# Sets up what a build needs and this machine lacks: system packages, and the runtimes of OpenVINO and ONNX Runtime in .deps/.
# Idempotent, and quick where nothing is missing. With cuda also ONNX Runtime for NVIDIA's GPUs and the CUDA libraries that
# it needs (2 GB): the machine has to have the driver only. usage: Scripts/setup.sh [cuda]
set -euo pipefail
cd "$(dirname "$0")/.."

OPENVINO_VERSION=2026.4.1
ONNXRUNTIME_VERSION=1.32.0
# CUDA 13, which runs on NVIDIA's drivers from 580 on and on GPUs from Turing (GTX 16, RTX 20, T4) on.
ONNXRUNTIME_GPU_VERSION=1.31.1
CUDA_WHEELS=(nvidia-cuda-runtime==13.0.96 nvidia-cublas==13.1.0.3 nvidia-cufft==12.0.0.61 nvidia-curand==10.4.0.35
    nvidia-cuda-nvrtc==13.0.88 nvidia-nvjitlink==13.0.88 nvidia-cudnn-cu13==9.20.0.48)
TENSORRT_WHEEL=tensorrt-cu13-libs==10.16.1.11
PACKAGES=(ffmpeg libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libcurl4-openssl-dev libsodium-dev libsqlite3-dev zlib1g-dev pkg-config python3 python3-venv unzip)

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

swift_version() { swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1; }

check_swift() {
    command -v swift >/dev/null || fail "Swift is not installed; get Swift 6.3 from https://www.swift.org/install"
    local version; version=$(swift_version)
    [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" = 6.2 ] \
        || fail "Swift $version is too old; get Swift 6.3 from https://www.swift.org/install"
}

have_libraries() {
    command -v pkg-config >/dev/null \
        && pkg-config --exists 'libavformat >= 59' 'libavcodec >= 59' 'libavutil >= 57' 'libswscale >= 6' 'libcurl >= 7.88' 'libsodium >= 1.0.18' 'sqlite3 >= 3.35' zlib
}

have_python() { command -v python3 >/dev/null && python3 -c 'import venv, ensurepip' 2>/dev/null; }

install_packages() {
    have_libraries && have_python && command -v unzip >/dev/null && command -v ffmpeg >/dev/null && return
    if ! command -v apt-get >/dev/null; then
        printf '%s\n' "setup: this system has no apt. Install these with its own package manager, then run again:" \
            "  FFmpeg 5.1 or newer, the program and the headers (libavformat, libavcodec, libavutil, libswscale)" \
            "  libcurl 7.88, libsodium 1.0.18, SQLite 3.35 or newer and zlib, and their headers" \
            "  pkg-config, Python 3.9 or newer with venv and pip, unzip" >&2
        exit 1
    fi
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "not root, and no sudo: have an administrator run: apt-get install ${PACKAGES[*]}"
        sudo=(sudo)
    fi
    say "installing ${PACKAGES[*]}"
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${PACKAGES[@]}" >/dev/null
}

# The wheel is only a zip here: nothing of it is run by Python, so any version of Python's will do. It goes to its
# place in one step, so that a set-up that was interrupted leaves no half of a runtime behind.
install_openvino() {
    local target=.deps/openvino
    [ "$(cat $target/version 2>/dev/null)" = "$OPENVINO_VERSION" ] && return
    say "fetching the OpenVINO $OPENVINO_VERSION runtime into $target"
    mkdir -p .deps
    local work; work=$(mktemp -d .deps/openvino.XXXXXX)
    trap 'rm -rf "$work"' EXIT
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" --quiet --disable-pip-version-check download --no-deps --only-binary :all: \
        --python-version 3.12 --dest "$work" "openvino==$OPENVINO_VERSION" \
        || fail "could not fetch openvino $OPENVINO_VERSION with pip: is the network up, and is this x86-64 or arm64 Linux?"
    unzip -q "$work"/openvino-*.whl 'openvino/libs/*' 'openvino/include/*' -d "$work"
    # Frontends and plugins of other formats and devices: 100 MB that nothing here opens.
    rm -f "$work"/openvino/libs/libopenvino_{gguf,jax,paddle,pytorch,tensorflow,tensorflow_lite}_frontend.so.* \
        "$work"/openvino/libs/libopenvino_intel_{gpu,npu}_plugin.so
    local library
    for library in openvino openvino_c; do
        ln -sf "$(basename "$(ls "$work"/openvino/libs/lib$library.so.*)")" "$work/openvino/libs/lib$library.so"
    done
    printf '%s\n' "$OPENVINO_VERSION" >"$work/openvino/version"
    rm -rf $target
    mv "$work/openvino" $target
    rm -rf "$work"
    trap - EXIT
}

# Not needed where OpenVINO runs, so that it may fail: the program then has one engine less.
install_onnxruntime() {
    local target=.deps/onnxruntime
    [ "$(cat $target/version 2>/dev/null)" = "$ONNXRUNTIME_VERSION" ] && return
    say "fetching ONNX Runtime $ONNXRUNTIME_VERSION into $target"
    local work; work=$(mktemp -d .deps/onnxruntime.XXXXXX)
    trap 'rm -rf "$work"' EXIT
    python3 -m venv "$work/venv"
    if "$work/venv/bin/pip" --quiet --disable-pip-version-check download --no-deps --only-binary :all: \
        --python-version 3.12 --dest "$work" "onnxruntime==$ONNXRUNTIME_VERSION"; then
        mkdir -p "$work/made/lib"
        unzip -q -j "$work"/onnxruntime-*.whl 'onnxruntime/capi/libonnxruntime*.so*' -d "$work/made/lib"
        ln -sf "$(basename "$(ls "$work"/made/lib/libonnxruntime.so.*)")" "$work/made/lib/libonnxruntime.so.1"
        printf '%s\n' "$ONNXRUNTIME_VERSION" >"$work/made/version"
        rm -rf $target
        mv "$work/made" $target
    else
        say "could not fetch it; ENGINE=onnxruntime will not work" >&2
    fi
    rm -rf "$work"
    trap - EXIT
}

# All libraries in one folder: the program opens them in their order, since the loader would not find them there.
install_onnxruntime_gpu() {
    local target=.deps/onnxruntime-gpu
    local version="$ONNXRUNTIME_GPU_VERSION ${CUDA_WHEELS[*]}"
    [ "$(cat $target/version 2>/dev/null)" = "$version" ] && return
    say "fetching ONNX Runtime $ONNXRUNTIME_GPU_VERSION for NVIDIA's GPUs, and CUDA's libraries, into $target: some 2 GB"
    local work; work=$(mktemp -d .deps/onnxruntime-gpu.XXXXXX)
    trap 'rm -rf "$work"' EXIT
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" --quiet --disable-pip-version-check download --no-deps --only-binary :all: \
        --python-version 3.12 --dest "$work" "onnxruntime-gpu==$ONNXRUNTIME_GPU_VERSION" "${CUDA_WHEELS[@]}" \
        || fail "could not fetch them with pip: is the network up, and is this x86-64 Linux?"
    mkdir -p "$work/made/lib"
    unzip -q -j "$work"/onnxruntime_gpu-*.whl 'onnxruntime/capi/libonnxruntime*.so*' -d "$work/made/lib"
    local wheel
    for wheel in "$work"/nvidia_*.whl; do unzip -q -j -o "$wheel" 'nvidia/*/lib/*.so*' -d "$work/made/lib"; done
    # What only debuggers of CUDA's own open.
    rm -f "$work"/made/lib/lib{nvblas,cufftw,nvrtc.alt,nvrtc-builtins.alt}.so.*
    ln -sf "$(basename "$(ls "$work"/made/lib/libonnxruntime.so.*)")" "$work/made/lib/libonnxruntime.so.1"
    printf '%s\n' "$version" >"$work/made/version"
    rm -rf $target
    mv "$work/made" $target
    rm -rf "$work"
    trap - EXIT
}

# Faster than CUDA alone, but not needed. The package index has a stub only, which fetches the libraries from NVIDIA.
install_tensorrt() {
    local target=.deps/onnxruntime-gpu/lib
    compgen -G "$target/libnvinfer.so.*" >/dev/null && return
    say "fetching TensorRT (${TENSORRT_WHEEL##*=}) into $target: some 2 GB"
    local work; work=$(mktemp -d .deps/tensorrt.XXXXXX)
    trap 'rm -rf "$work"' EXIT
    python3 -m venv "$work/venv"
    if "$work/venv/bin/pip" --quiet --disable-pip-version-check wheel --no-deps --wheel-dir "$work" \
        "$TENSORRT_WHEEL" >"$work/log" 2>&1; then
        mkdir "$work/lib"
        unzip -q -j "$work"/tensorrt_*.whl '*.so*' -d "$work/lib"
        # Kernels for Windows.
        rm -f "$work"/lib/*_win.so*
        mv "$work"/lib/* $target
    else
        say "could not fetch it; CUDA alone will run the model, slower. pip said:" >&2
        grep -m 3 -iE 'error|could not|failed' "$work/log" >&2 || true
    fi
    rm -rf "$work"
    trap - EXIT
}

check_swift
install_packages
install_openvino
install_onnxruntime
case "${1:-}" in
    cuda*)
        install_onnxruntime_gpu
        install_tensorrt
        ldconfig -p | grep -q 'libcuda\.so\.1' \
            || say "NVIDIA's driver is not on this machine; DEVICE=cuda takes one of version 580 or newer" >&2
        ;;
    '' | auto | cpu | mps) ;;
    *) fail "DEVICE is '$1'; allowed here is cuda, cpu, or nothing" ;;
esac
say "ready"
