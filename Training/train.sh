#!/usr/bin/env bash
# From labelled folders to the model package. usage: Training/train.sh DATA [RUN] [EPOCHS]
# Goes on where it was stopped. With CLIPS="a.mp4 b.mp4" TEACHER=detector.onnx, pseudo-labels on clips are added. With
# START=PACKAGE a new run starts from the weights of a model package.
set -euo pipefail
data=$(cd "${1:?usage: Training/train.sh DATA [RUN] [EPOCHS]}" && pwd)
cd "$(dirname "$0")"
run=${2:-runs/default} epochs=${3:-56}
python=.venv/bin/python

if [ ! -x $python ]; then
    python3 -m venv .venv
    .venv/bin/pip --quiet install --requirement requirements.txt
fi

extra=()
if [ ! -f runs/synthetic/extra.json ]; then
    make -C .. build
    ../.build/release/scorevision synthesize --frames 240 --labels runs/synthetic --seed 1
    printf '{"weight": 0.35}\n' >runs/synthetic/extra.json
fi
extra+=(--extra runs/synthetic)
if [ -n "${TEACHER:-}" ]; then
    # shellcheck disable=SC2086 — CLIPS is a list
    [ -f runs/teacher/extra.json ] || $python -m scorevision_training.teacher $CLIPS --model "$TEACHER" \
        --output runs/teacher --every 16 --weight 0.7
    extra+=(--extra runs/teacher)
fi

# From given weights: a lower rate, which falls for most of the time.
schedule=(--decay 0.35)
[ -z "${START:-}" ] || schedule=(--decay 0.75 --rate 3.5e-4 --start "$START")
$python -m scorevision_training.train --data "$data" --run "$run" --epochs "$epochs" "${schedule[@]}" "${extra[@]}"
$python -m scorevision_training.curves "$run"
$python -m scorevision_training.export --data "$data" --run "$run" \
    --package ../Sources/Pipeline/DefaultModel/Packages/scorevision-plain
