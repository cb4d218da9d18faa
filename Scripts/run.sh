#!/usr/bin/env bash
# Analyses a clip, or a sample it makes, and says what came of it. usage: Scripts/run.sh PROGRAM OUT [CLIP]
set -euo pipefail
program=$1 out=$2 clip=${3:-}
mkdir -p "$out"
if [ -z "$clip" ]; then
    clip=$out/sample.mp4
    if [ ! -f "$clip" ]; then
        "$program" synthesize "$clip" --truth "$out/sample.truth.json" --seconds 12 --seed 7
    fi
fi
"$program" analyze "$clip" --output "$out/result.json" --annotate "$out/annotated.mp4" --challenge-id "$(basename "$clip")"
