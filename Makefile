# Score Vision: `make run` analyses a clip, `make test` runs the tests; both set up what is missing.

CLIP ?=
OUT ?= out
PROGRAM := .build/release/scorevision

.DEFAULT_GOAL := help
.PHONY: help setup build run test bench bench-download fmt lint docs clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: ## Install what is missing: FFmpeg's libraries, the OpenVINO runtime
	@Scripts/setup.sh

build: setup ## Build the release at .build/release/scorevision
	@swift build -c release --product scorevision

run: build ## Analyse CLIP=path, or a sample made here; writes out/result.json and out/annotated.mp4
	@Scripts/run.sh $(PROGRAM) "$(OUT)" "$(CLIP)"

test: setup ## Run all tests
	@swift test --parallel

bench: build ## Time the program on CLIP=path (or the sample) against ffmpeg decoding it
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/bench.py $(PROGRAM) {}

bench-download: build ## Time CLIP=path (or the sample) from a server of 4 MB/s against the file, and the download alone
	@Scripts/sample.sh $(PROGRAM) "$(OUT)" "$(CLIP)" | xargs -I{} Scripts/bench-download.py $(PROGRAM) {} 9

docs: setup ## Build the documentation of all targets into out/docs
	@Scripts/docs.sh "$(OUT)/docs"

fmt: ## Format the Swift files
	@swift format format --in-place --recursive Package.swift Sources Tests

lint: ## Check the format of the Swift files
	@swift format lint --strict --recursive Package.swift Sources Tests

clean: ## Remove what was built, and out/ (not .deps/, which setup brought)
	@rm -rf .build $(OUT)
