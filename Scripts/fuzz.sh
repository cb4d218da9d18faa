#!/usr/bin/env bash
# Fuzzes the parsers of untrusted text and model files with libFuzzer, starting from Fuzzing/Corpus, SECONDS for each parser.
# An input that crashes a parser is written to out/fuzz. Put it into Fuzzing/Crashes/READER/ and fix the parser.
# usage: Scripts/fuzz.sh SECONDS
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: Scripts/fuzz.sh SECONDS}
build=(swift build -c release --sanitize fuzzer --package-path Fuzzing)

"${build[@]}" --product FuzzReaders
program=$("${build[@]}" --show-bin-path)/FuzzReaders
# Only the crash matters; a backtrace takes longer than a thousand inputs.
export SWIFT_BACKTRACE=enable=no
for corpus in Fuzzing/Corpus/*/; do
    reader=$(basename "$corpus")
    mkdir -p "out/fuzz/$reader"
    log=out/fuzz/$reader.log
    if [ -d "Fuzzing/Crashes/$reader" ] && ! FUZZ_READER=$reader "$program" "Fuzzing/Crashes/$reader"/* 2>"$log"; then
        tail -3 "$log" >&2
        printf '%-8s FAILED again on an input of Fuzzing/Crashes/%s; the log is in %s\n' "$reader" "$reader" "$log" >&2
        exit 1
    fi
    if FUZZ_READER=$reader "$program" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=512 \
        -print_final_stats=1 -artifact_prefix="out/fuzz/$reader-" "out/fuzz/$reader" "$corpus" 2>"$log"; then
        printf '%-8s %s inputs, %s\n' "$reader" "$(sed -n 's/.*number_of_executed_units: //p' "$log")" \
            "$(grep -o 'cov: [0-9]*' "$log" | tail -1 | sed 's/cov:/coverage:/')"
    else
        tail -3 "$log" >&2
        printf '%-8s FAILED; the input is in out/fuzz, the log is in %s\n' "$reader" "$log" >&2
        exit 1
    fi
done
