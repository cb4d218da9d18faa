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

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: ## Install what is missing: FFmpeg, OpenVINO, ONNX Runtime; DEVICE=cuda adds the libraries for an NVIDIA GPU
	@Scripts/setup.sh "$(DEVICE)"

# Lists missing packages, but does not ask for root.
ready:
	@Scripts/setup.sh --no-packages "$(DEVICE)"

build: ready ## Build .build/release/scorevision; lists missing system packages instead of installing them
	@$(BUILD) --product scorevision

run: setup ## Analyse CLIP=path (default: a synthetic sample); writes out/result.json and out/annotated.mp4
	@$(BUILD) --product scorevision
	@Scripts/run.sh $(PROGRAM) "$(OUT)" "$(CLIP)"

test: setup ## Run all tests on the same build as 'make run'
	@Scripts/signers.sh
	@Scripts/test-tools.sh
	@Scripts/test.sh

bench: build ## Time the analysis of CLIP=path (default: the sample) and compare it with ffmpeg decoding it
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/bench.py $(PROGRAM) {}

bench-download: build ## Time CLIP=path (default: the sample) from a 4 MB/s server; compare with the file and the download alone
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/bench-download.py $(PROGRAM) {} 9

# Deterministic hashing makes the counts the same in every run.
guard: ready ## Compare the cost of hot functions with Benchmarks/thresholds.json; UPDATE=1 rewrites the file
	@$(BUILD) --package-path Benchmarks --product AllocationGuard
	@SWIFT_DETERMINISTIC_HASHING=1 Benchmarks/.build/release/AllocationGuard Benchmarks/thresholds.json \
		$(if $(UPDATE),--update)

soak: build ## Send good and bad challenges for SECONDS=600 and check that the service's memory doesn't grow
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/soak.py $(PROGRAM) {} $(SECONDS)

load: build ## Measure 1, 4 and 16 clients, SECONDS=60 each, and compare the throughput with 'analyze'
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/load.py $(PROGRAM) {} $(SECONDS)

fuzz: ready ## Fuzz the parsers of untrusted text and model files with libFuzzer, SECONDS=120 each
	@Scripts/fuzz.sh $(or $(SECONDS),120)

deploy-check: ## Lint deploy/ and run the Dockerfile's build steps in out/deploy, without a container
	@Scripts/deploy-check.sh

docs: ready ## Build the documentation of the library targets into out/docs
	@Scripts/docs.sh "$(OUT)/docs"

fmt: ## Format the Swift files
	@swift format format --in-place --recursive $(SWIFT)

lint: ## Check the format of the Swift files
	@swift format lint --strict --recursive $(SWIFT)

clean: ## Remove all build results and out/; keeps .deps/, which setup installed
	@rm -rf .build Benchmarks/.build Fuzzing/.build $(OUT)
