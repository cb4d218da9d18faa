#!/usr/bin/env bash
# Feeds the readers of strangers' text and model files with what libFuzzer makes of the samples in Fuzzing/Corpus, SECONDS for each reader.
# What brings one down is left in out/fuzz; put it into Fuzzing/Crashes/READER/ and mend the reader. usage: Scripts/fuzz.sh SECONDS
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: Scripts/fuzz.sh SECONDS}
build=(swift build -c release --sanitize fuzzer --package-path Fuzzing)

"${build[@]}" --product FuzzReaders
program=$("${build[@]}" --show-bin-path)/FuzzReaders
# The crash itself is what counts; a backtrace takes longer than a thousand tries.
export SWIFT_BACKTRACE=enable=no
for corpus in Fuzzing/Corpus/*/; do
    reader=$(basename "$corpus")
    mkdir -p "out/fuzz/$reader"
    log=out/fuzz/$reader.log
    if [ -d "Fuzzing/Crashes/$reader" ] && ! FUZZ_READER=$reader "$program" "Fuzzing/Crashes/$reader"/* 2>"$log"; then
        tail -3 "$log" >&2
        printf '%-8s FAILED again on one of Fuzzing/Crashes/%s; the log is %s\n' "$reader" "$reader" "$log" >&2
        exit 1
    fi
    if FUZZ_READER=$reader "$program" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=512 \
        -print_final_stats=1 -artifact_prefix="out/fuzz/$reader-" "out/fuzz/$reader" "$corpus" 2>"$log"; then
        printf '%-8s %s inputs, %s\n' "$reader" "$(sed -n 's/.*number_of_executed_units: //p' "$log")" \
            "$(grep -o 'cov: [0-9]*' "$log" | tail -1 | sed 's/cov:/branches seen:/')"
    else
        tail -3 "$log" >&2
        printf '%-8s FAILED; the input is in out/fuzz, the log in %s\n' "$reader" "$log" >&2
        exit 1
    fi
done
