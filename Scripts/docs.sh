#!/usr/bin/env bash
# Builds the documentation of the library targets with DocC; a symbol that does not resolve is an error.
# usage: Scripts/docs.sh OUT
set -euo pipefail
out=$1
graphs=.build/symbol-graphs
rm -rf "$graphs" && mkdir -p "$graphs" "$out"
swift build -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$graphs"
for target in Geometry Pitch Tracking Media Inference Analysis Evaluation Rendering Synthesis; do
    mkdir -p "$graphs/$target"
    mv "$graphs/$target.symbols.json" "$graphs/$target"@*.symbols.json "$graphs/$target/" 2>/dev/null || true
    docc convert --fallback-display-name "$target" --fallback-bundle-identifier "scorevision.$target" \
        --additional-symbol-graph-dir "$graphs/$target" --warnings-as-errors --output-dir "$out/$target.doccarchive"
    printf 'docs: %s\n' "$out/$target.doccarchive"
done
