#!/usr/bin/env bash
# Trains a model package from labelled folders. usage: Training/train.sh DATA [RUN] [EPOCHS]
# Continues where it was stopped. Environment variables:
#   START=PACKAGE                              starts a new run from the weights of a model package
#   WITHOUT_WORLD=1                            excludes DATA/world, most of whose pictures have no stated licence
#   CLIPS="a.mp4 b.mp4" TEACHER=detector.onnx  adds pseudo-labels of these clips
#   SYNTHETIC=0                                excludes synthetic frames, which need a build of the program
#   VERSION=0.5.0                              sets the version in the package
set -euo pipefail
data=$(cd "${1:?usage: Training/train.sh DATA [RUN] [EPOCHS]}" && pwd)
cd "$(dirname "$0")"
run=${2:-runs/default} epochs=${3:-56}
python=.venv/bin/python

if [ ! -x $python ]; then
    python3 -m venv .venv
    .venv/bin/pip --quiet install --requirement requirements.txt
fi

mkdir -p "$run"
$python -m scorevision_training.near_copies --data "$data" --output "$run/near-copies.txt"
sets=(--data "$data" --without "$run/near-copies.txt")
[ -z "${WITHOUT_WORLD:-}" ] || sets+=(--without-world)

extra=()
if [ "${SYNTHETIC:-1}" != 0 ]; then
    if [ ! -f runs/synthetic/extra.json ]; then
        make -C .. build
        ../.build/release/scorevision synthesize --frames 240 --labels runs/synthetic --seed 1
        printf '{"weight": 0.35}\n' >runs/synthetic/extra.json
    fi
    extra+=(--extra runs/synthetic)
fi
if [ -n "${TEACHER:-}" ]; then
    # shellcheck disable=SC2086 — CLIPS is a list
    [ -f runs/teacher/extra.json ] || $python -m scorevision_training.teacher $CLIPS --model "$TEACHER" \
        --output runs/teacher --every 16 --weight 0.7
    extra+=(--extra runs/teacher)
fi

schedule=(--decay 0.35)
if [ -n "${START:-}" ]; then
    # Use a lower rate with a long decay, and short epochs, so that stopping a run loses little.
    schedule=(--start "$START" --decay 0.75 --rate 3.5e-4 --warm-up 40 --frozen-statistics --samples 400)
fi
$python -m scorevision_training.train "${sets[@]}" --run "$run" --epochs "$epochs" "${schedule[@]}" "${extra[@]}"
$python -m scorevision_training.curves "$run"
$python -m scorevision_training.export "${sets[@]}" --run "$run" --version "${VERSION:-0.1.0}" \
    --package ../Sources/Pipeline/DefaultModel/Packages/scorevision-plain
