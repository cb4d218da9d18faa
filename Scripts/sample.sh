#!/usr/bin/env bash
# Prints the path of the clip to use: the given one, or OUT/sample.mp4, which is made if it is missing.
# usage: Scripts/sample.sh PROGRAM OUT [CLIP]
set -euo pipefail
program=$1 out=$2 clip=${3:-}
if [ -z "$clip" ]; then
    clip=$out/sample.mp4
    mkdir -p "$out"
    [ -f "$clip" ] || "$program" synthesize "$clip" --truth "$out/sample.truth.json" --seconds 12 --seed 7 >&2
fi
printf '%s\n' "$clip"
