#!/usr/bin/env bash
# Builds the documentation of the library targets with DocC. usage: Scripts/docs.sh OUT
set -euo pipefail
out=$1
mkdir -p "$out"
swift build -c release
triple=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
maps=()
for map in Sources/*/*/module.modulemap .build/checkouts/*/Sources/*/include/module.modulemap \
    .build/release/*.build/module.modulemap; do
    maps+=(-Xcc "-fmodule-map-file=$map")
done
for target in Platform Machine GPU Geometry Observations Pitch Media Engines Detection Tracking Shots Teams Results Analysis \
    Settings Download Signing Rendering Synthesis Reports Evaluation Benchmarking Health Labelling; do
    graphs=$(mktemp -d)
    swift symbolgraph-extract -module-name "$target" -target "$triple" -minimum-access-level public \
        -I .build/release/Modules -Xcc -I.deps/openvino/include "${maps[@]}" -output-dir "$graphs"
    # A target may have a catalogue with articles.
    catalogue=(Sources/*/"$target/$target.docc")
    [ -d "${catalogue[0]}" ] || catalogue=()
    docc convert "${catalogue[@]}" --fallback-display-name "$target" --fallback-bundle-identifier "scorevision.$target" \
        --additional-symbol-graph-dir "$graphs" --warnings-as-errors \
        --output-dir "$out/$target.doccarchive"
    rm -rf "$graphs"
    printf 'docs: %s\n' "$out/$target.doccarchive"
done
