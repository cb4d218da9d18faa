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
    // The tests use the release build that `make run` has made: they need testability there, too.
    .unsafeFlags(["-warnings-as-errors", "-enable-testing", "-Xcc", "-I\(openVINO)/include"]),
]

/// A test runs once: optimizing it takes longer than it saves.
let testSettings = swiftSettings + [.unsafeFlags(["-Onone"])]

/// The rpaths make `.build/release/scorevision` run from any folder. ONNX Runtime is opened at run time, where it is; the
/// one for GPUs goes first.
let engineLinkage: [LinkerSetting] = [
    .unsafeFlags(["-L\(openVINO)/libs", "-Xlinker", "-rpath", "-Xlinker", "\(openVINO)/libs"]),
    .unsafeFlags(onnxRuntimes.flatMap { ["-Xlinker", "-rpath", "-Xlinker", $0] }),
]

/// The layers, from the ground up. A target imports only from its own layer and from those before it.
enum Layer: String {
    case system = "System"
    case football = "Football"
    case pipeline = "Pipeline"
    case service = "Service"
    case tools = "Tools"
}

func library(
    _ name: String, in layer: Layer, _ dependencies: [Target.Dependency], resources: [Resource]? = nil,
    linkerSettings: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(layer.rawValue)/\(name)", resources: resources,
        swiftSettings: swiftSettings, linkerSettings: linkerSettings)
}

/// A C library behind one header.
func headers(_ name: String, pkgConfig: String? = nil, providers: [SystemPackageProvider]? = nil) -> Target {
    .systemLibrary(
        name: name, path: "Sources/\(Layer.system.rawValue)/\(name)", pkgConfig: pkgConfig, providers: providers)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: testSettings)
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
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "YAML"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System: knows nothing of football.
        headers(
            "CFFmpeg", pkgConfig: "libavformat",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev"])]),
        headers("COpenVINO"),
        headers("CONNXRuntime"),
        headers("CProcess"),
        headers("CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        library("CUDA", in: .system, []),

        // Football: values and mathematics.
        library("Geometry", in: .football, []),
        library("Pitch", in: .football, ["Geometry"]),

        // Pipeline: from a clip to its result, in one direction.
        library("Media", in: .pipeline, ["CFFmpeg", "CUDA"]),
        library(
            "Inference", in: .pipeline,
            ["Geometry", "CUDA", "Media", "CFFmpeg", "COpenVINO", "CONNXRuntime"],
            linkerSettings: engineLinkage),
        library("DefaultModel", in: .pipeline, [], resources: [.copy("Packages")]),
        library("Tracking", in: .pipeline, ["Geometry"]),
        library(
            "Analysis", in: .pipeline, ["Geometry", "Pitch", "Tracking", "Media", "Inference"]),

        // Service: settings, and everything that talks to a network.
        library(
            "Settings", in: .service,
            [
                "Analysis", "Inference",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Yams", package: "Yams"),
            ]),
        library(
            "Download", in: .service,
            [
                "Media",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        library("Chain", in: .service, ["CSodium", .product(name: "Logging", package: "swift-log")]),
        library(
            "Miner", in: .service,
            [
                "Analysis", "CProcess", "Chain", "Download", "Geometry", "Inference", "Media", "Pitch", "Settings",
                "Tracking",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")]),

        // Tools: use the pipeline, and are never used by it.
        library("Rendering", in: .tools, ["Geometry", "Pitch", "Media"]),
        library("Synthesis", in: .tools, ["Geometry", "Pitch", "Media", "Rendering"]),
        library("Evaluation", in: .tools, ["Geometry", "Pitch", "Tracking"]),
        library(
            "Benchmarking", in: .tools,
            ["Analysis", "Evaluation", "Geometry", "Inference", "Media", "Settings", "Synthesis", "Tracking"]),
        library(
            "Labelling", in: .tools,
            [
                "Evaluation", "Geometry", "Media", "Pitch", "Tracking",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Page")]),

        .executableTarget(
            name: "scorevision",
            dependencies: [
                "Analysis", "Benchmarking", "CProcess", "Chain", "DefaultModel", "Download", "Evaluation", "Geometry",
                "Inference", "Labelling", "Media", "Miner", "Pitch", "Rendering", "Settings", "Synthesis", "Tracking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),

        .target(name: "BrowserTesting", path: "Tests/BrowserTesting", swiftSettings: testSettings),
        .target(name: "CUDATesting", dependencies: ["CUDA"], path: "Tests/CUDATesting", swiftSettings: testSettings),

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
            "Benchmarking", ["Benchmarking", "Analysis", "Evaluation", "Geometry", "Settings", "Tracking"]),
        tests(
            "Miner",
            [
                "Analysis", "BrowserTesting", "Chain", "DefaultModel", "Download", "Geometry", "Inference", "Media",
                "Miner", "Pitch", "Settings", "Synthesis", "scorevision",
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
        tests("Settings", ["Settings", "Analysis", "Inference", "Media"], resources: [.copy("Resources")]),
        tests("Architecture", []),
        tests("CommandLine", ["Chain", "Media", "Settings", "scorevision"]),
    ]
)
