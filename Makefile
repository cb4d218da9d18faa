# Score Vision: `make run` analyses a clip, `make test` runs the tests; both set up what is missing.

CLIP ?=
SECONDS ?=
OUT ?= out
UPDATE ?=
DEVICE ?=
PROGRAM := .build/release/scorevision
# Every command that builds uses this configuration, so that nothing is built twice.
BUILD := swift build -c release
SWIFT := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources

.DEFAULT_GOAL := help
.PHONY: help setup ready build run test bench bench-download guard deploy-check soak load fuzz fmt lint docs clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: ## Install what is missing: FFmpeg's libraries, OpenVINO, ONNX Runtime; DEVICE=cuda also what an NVIDIA GPU takes
	@Scripts/setup.sh "$(DEVICE)"

# Says what is missing, but does not ask for root.
ready:
	@Scripts/setup.sh --no-packages "$(DEVICE)"

build: ready ## Build the release at .build/release/scorevision; says which system packages are missing
	@$(BUILD) --product scorevision

run: setup ## Analyse CLIP=path, or a sample made here; writes out/result.json and out/annotated.mp4
	@$(BUILD) --product scorevision
	@Scripts/run.sh $(PROGRAM) "$(OUT)" "$(CLIP)"

test: setup ## Run all tests, on the same build as 'make run'
	@Scripts/signers.sh
	@Scripts/test-tools.sh
	@Scripts/test.sh

bench: build ## Time the program on CLIP=path (or the sample) against ffmpeg decoding it
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/bench.py $(PROGRAM) {}

bench-download: build ## Time CLIP=path (or the sample) from a server of 4 MB/s against the file, and the download alone
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/bench-download.py $(PROGRAM) {} 9

# Hashing is the same in every run, so that counts are, too.
guard: ready ## Count what the hot functions cost, against Benchmarks/thresholds.json; UPDATE=1 writes it anew
	@$(BUILD) --package-path Benchmarks --product AllocationGuard
	@SWIFT_DETERMINISTIC_HASHING=1 Benchmarks/.build/release/AllocationGuard Benchmarks/thresholds.json \
		$(if $(UPDATE),--update)

soak: build ## Good and bad challenges for SECONDS=600: does the service grow?
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/soak.py $(PROGRAM) {} $(SECONDS)

load: build ## 1, 4 and 16 clients at once, SECONDS=60 each, against analyze of the same clip
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/load.py $(PROGRAM) {} $(SECONDS)

fuzz: ready ## Feed the readers of strangers' text and model files with libFuzzer's inventions, SECONDS=120 each
	@Scripts/fuzz.sh $(or $(SECONDS),120)

deploy-check: ## Lint deploy/, and take the Dockerfile's steps by hand in out/deploy
	@Scripts/deploy-check.sh

docs: ready ## Build the documentation of all targets into out/docs
	@Scripts/docs.sh "$(OUT)/docs"

fmt: ## Format the Swift files
	@swift format format --in-place --recursive $(SWIFT)

lint: ## Check the format of the Swift files
	@swift format lint --strict --recursive $(SWIFT)

clean: ## Remove what was built, and out/ (not .deps/, which setup brought)
	@rm -rf .build Benchmarks/.build Fuzzing/.build $(OUT)
