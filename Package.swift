// swift-tools-version: 6.1
import PackageDescription

/// Where `make setup` puts what is not a system package: the runtimes of their PyPI wheels.
let openVINO = Context.packageDirectory + "/.deps/openvino"
let onnxRuntimes = ["onnxruntime-gpu", "onnxruntime"].map { Context.packageDirectory + "/.deps/\($0)/lib" }

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-warnings-as-errors", "-Xcc", "-I\(openVINO)/include"]),
]

/// The rpaths make `.build/release/scorevision` run from any folder. ONNX Runtime is opened at run time, where it is; the
/// one for GPUs goes first.
let engineLinkage: [LinkerSetting] = [
    .unsafeFlags(["-L\(openVINO)/libs", "-Xlinker", "-rpath", "-Xlinker", "\(openVINO)/libs"]),
    .unsafeFlags(onnxRuntimes.flatMap { ["-Xlinker", "-rpath", "-Xlinker", $0] }),
]

func library(_ name: String, _ dependencies: [Target.Dependency], linkerSettings: [LinkerSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings, linkerSettings: linkerSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

let package = Package(
    name: "scorevision",
    products: [
        .executable(name: "scorevision", targets: ["scorevision"]),
        // For `Benchmarks/` and `Fuzzing/`, packages beside this one.
        .library(
            name: "ScoreVisionLibraries", targets: ["Geometry", "Pitch", "Tracking", "Media", "Inference", "Analysis"]),
        .library(name: "ScoreVisionChain", targets: ["Chain"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.6.0"),
    ],
    targets: [
        // The C libraries, each behind one header.
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavformat",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev"])]),
        .systemLibrary(name: "COpenVINO"),
        .systemLibrary(name: "CONNXRuntime"),
        .systemLibrary(name: "CProcess"),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

        // In the order of the data: what is seen, where it is, who it is.
        library("Geometry", []),
        library("Pitch", ["Geometry"]),
        library("Tracking", ["Geometry"]),
        library("CUDA", []),
        library("Media", ["CFFmpeg", "CUDA"]),
        library(
            "Inference", ["Geometry", "CUDA", "Media", "CFFmpeg", "COpenVINO", "CONNXRuntime"],
            linkerSettings: engineLinkage),
        .target(name: "DefaultModel", resources: [.copy("Packages")], swiftSettings: swiftSettings),
        library(
            "Analysis",
            [
                "Geometry", "Pitch", "Tracking", "Media", "Inference",
                .product(name: "Configuration", package: "swift-configuration"),
            ]),
        library("Evaluation", ["Geometry", "Pitch", "Tracking"]),
        .target(
            name: "Labelling",
            dependencies: [
                "Evaluation", "Geometry", "Media", "Pitch", "Tracking",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Page")], swiftSettings: swiftSettings),
        library("Rendering", ["Geometry", "Pitch", "Media"]),
        library("Synthesis", ["Geometry", "Pitch", "Media", "Rendering"]),
        library(
            "Benchmarking", ["Analysis", "Evaluation", "Geometry", "Inference", "Media", "Synthesis", "Tracking"]),

        // Where clips come from, and who may ask.
        library(
            "Download",
            [
                "Media",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        library("Chain", ["CSodium", .product(name: "Logging", package: "swift-log")]),

        // The service.
        .target(
            name: "Miner",
            dependencies: [
                "Analysis", "CProcess", "Chain", "Download", "Geometry", "Inference", "Media", "Pitch", "Tracking",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: swiftSettings),

        .executableTarget(
            name: "scorevision",
            dependencies: [
                "Analysis", "Benchmarking", "CProcess", "Chain", "DefaultModel", "Download", "Evaluation", "Geometry",
                "Inference", "Labelling", "Media", "Miner", "Pitch", "Rendering", "Synthesis", "Tracking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),

        .target(name: "BrowserTesting", path: "Tests/BrowserTesting", swiftSettings: swiftSettings),
        .target(name: "CUDATesting", dependencies: ["CUDA"], path: "Tests/CUDATesting", swiftSettings: swiftSettings),

        tests("Geometry", ["Geometry"]),
        tests("Pitch", ["Pitch", "Geometry"]),
        tests("Tracking", ["Tracking", "Geometry"]),
        tests("CUDA", ["CUDA", "CUDATesting"]),
        tests("Media", ["Media", "CFFmpeg"]),
        tests(
            "Inference", ["Inference", "CUDA", "CUDATesting", "Geometry", "Media"], resources: [.copy("Resources")]),
        tests(
            "Analysis",
            [
                "Analysis", "DefaultModel", "Evaluation", "Geometry", "Inference", "Media", "Pitch", "Synthesis",
                "Tracking",
            ]),
        tests(
            "Evaluation", ["Evaluation", "Geometry", "Pitch", "Synthesis", "Tracking"],
            resources: [.copy("Resources")]),
        tests(
            "Download",
            [
                "Download", "Media", "scorevision",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        tests(
            "Labelling",
            [
                "BrowserTesting", "Evaluation", "Geometry", "Labelling", "Media", "Pitch", "Tracking",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests("Rendering", ["Rendering", "Geometry", "Pitch", "Media"]),
        tests("Synthesis", ["Synthesis", "Geometry", "Pitch", "Media"]),
        tests("Chain", ["Chain", "CSodium", .product(name: "Logging", package: "swift-log")]),
        tests(
            "Benchmarking", ["Benchmarking", "Analysis", "Evaluation", "Geometry", "Tracking"]),
        tests(
            "Miner",
            [
                "Analysis", "BrowserTesting", "Chain", "DefaultModel", "Download", "Geometry", "Inference", "Media",
                "Miner", "Pitch", "Synthesis", "scorevision",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.copy("Resources")]),
        tests("CommandLine", ["Chain", "Media", "scorevision"]),
    ]
)
