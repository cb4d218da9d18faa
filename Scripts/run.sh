#!/usr/bin/env bash
# Analyses a clip, or a synthetic sample, into OUT/result.json and OUT/annotated.mp4. usage: Scripts/run.sh PROGRAM OUT [CLIP]
set -euo pipefail
program=$1 out=$2
clip=$("$(dirname "$0")/sample.sh" "$@")
mkdir -p "$out"
"$program" analyze "$clip" --output "$out/result.json" --annotate "$out/annotated.mp4"
