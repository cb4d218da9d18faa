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
        // For Swift programs that analyse clips, and for `Benchmarks/`.
        .library(
            name: "ScoreVisionLibraries",
            targets: [
                "Geometry", "Observations", "Pitch", "Media", "Engines", "Detection", "DefaultModel", "Tracking",
                "Shots", "Teams", "Results", "Analysis",
            ]),
        // For `Fuzzing/`, a package beside this one, like `Benchmarks/`.
        .library(name: "ScoreVisionDetection", targets: ["Engines", "Detection"]),
        .library(name: "ScoreVisionSigning", targets: ["Signing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "YAML"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System: knows nothing of football.
        headers("CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        headers(
            "CFFmpeg", pkgConfig: "libavformat",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev"])]),
        headers("CONNXRuntime"),
        headers("COpenVINO"),
        headers("CProcess"),
        headers("CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        headers("CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        library("Platform", in: .system, ["CProcess"]),
        library("GPU", in: .system, ["Platform"]),
        library("Machine", in: .system, ["Platform"]),

        // Football: values and mathematics.
        library("Geometry", in: .football, []),
        library("Observations", in: .football, ["Geometry"]),
        library("Pitch", in: .football, ["Geometry", "Observations"]),

        // Pipeline: from a clip to its result, in one direction.
        library("DefaultModel", in: .pipeline, [], resources: [.copy("Packages")]),
        library(
            "Engines", in: .pipeline,
            ["CONNXRuntime", "COpenVINO", "CSodium", "GPU", "Platform"],
            linkerSettings: engineLinkage),
        library("Media", in: .pipeline, ["CFFmpeg", "GPU", "Platform"]),
        library("Detection", in: .pipeline, ["Engines", "GPU", "Geometry", "Media", "Observations"]),
        library("Results", in: .pipeline, ["Geometry", "Media", "Observations", "Pitch", "Platform"]),
        library("Shots", in: .pipeline, ["Geometry", "Media", "Observations"]),
        library("Tracking", in: .pipeline, ["Geometry", "Observations"]),
        library("Teams", in: .pipeline, ["Geometry", "Media", "Observations", "Pitch", "Tracking"]),
        library(
            "Analysis", in: .pipeline,
            [
                "Detection", "Engines", "Geometry", "Machine", "Media", "Observations", "Pitch", "Platform",
                "Results", "Shots", "Teams", "Tracking",
            ]),

        // Service: settings, and everything that talks to a network.
        library(
            "Download", in: .service,
            [
                "CCurl", "Media", "Platform",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        library(
            "Settings", in: .service,
            [
                "Analysis",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Yams", package: "Yams"),
            ]),
        library(
            "Signing", in: .service,
            [
                "CSodium",
                .product(name: "Logging", package: "swift-log"),
            ]),
        library(
            "LocalWeb", in: .service,
            [
                "Download", "Platform",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        library(
            "ClipWorker", in: .service,
            [
                "Analysis", "CProcess", "Detection", "Download", "Engines", "Geometry", "Media", "Observations",
                "Platform", "Results", "Settings", "Tracking",
            ],
            resources: [.copy("Resources")]),
        library(
            "Miner", in: .service,
            [
                "Analysis", "CZlib", "ClipWorker", "Download", "Geometry", "LocalWeb", "Machine", "Media",
                "Observations", "Pitch", "Platform", "Settings", "Signing",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")]),

        // Tools: use the pipeline, and are never used by it.
        library("Rendering", in: .tools, ["Geometry", "Media", "Observations", "Pitch"]),
        library(
            "Reports", in: .tools,
            [
                .product(name: "Mustache", package: "swift-mustache")
            ],
            resources: [.embedInCode("Templates/page.css"), .embedInCode("Templates/page.mustache")]),
        library("Evaluation", in: .tools, ["Geometry", "Observations", "Pitch", "Reports", "Tracking"]),
        library(
            "Labelling", in: .tools,
            [
                "Evaluation", "Geometry", "LocalWeb", "Media", "Observations", "Pitch", "Platform", "Tracking",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Page")]),
        library("Synthesis", in: .tools, ["Geometry", "Media", "Observations", "Pitch", "Rendering"]),
        library(
            "Health", in: .tools,
            [
                "Analysis", "Detection", "Engines", "Evaluation", "Geometry", "Machine", "Media", "Observations",
                "Platform", "Reports", "Results", "Settings", "Synthesis", "Tracking",
            ]),
        library(
            "Benchmarking", in: .tools,
            [
                "Analysis", "Detection", "Evaluation", "Geometry", "Health", "Machine", "Observations", "Platform",
                "Reports", "Results", "Settings",
            ]),

        .executableTarget(
            name: "scorevision",
            dependencies: [
                "Analysis", "Benchmarking", "CProcess", "ClipWorker", "DefaultModel", "Detection", "Download",
                "Engines", "Evaluation", "Geometry", "Health", "Labelling", "Machine", "Media", "Miner",
                "Observations", "Pitch", "Platform", "Rendering", "Reports", "Results", "Settings", "Signing",
                "Synthesis", "Tracking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),

        // What several test targets share.
        .target(
            name: "BrowserTesting", dependencies: ["Platform"], path: "Tests/BrowserTesting",
            swiftSettings: testSettings),
        .target(
            name: "CUDATesting", dependencies: ["CommandTesting", "GPU"], path: "Tests/CUDATesting",
            swiftSettings: testSettings),
        .target(
            name: "CommandTesting", dependencies: ["Platform"], path: "Tests/CommandTesting",
            swiftSettings: testSettings),
        .target(
            name: "HTTPTesting",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], path: "Tests/HTTPTesting", swiftSettings: testSettings),
        .target(
            name: "ModelTesting", dependencies: ["Engines", "Media"], path: "Tests/ModelTesting",
            resources: [.copy("Resources")], swiftSettings: testSettings),

        tests("Platform", ["Platform"]),
        tests("GPU", ["CUDATesting", "GPU"]),
        tests("Machine", ["CommandTesting", "Machine"]),
        tests("Geometry", ["Geometry"]),
        tests("Pitch", ["Geometry", "Observations", "Pitch"]),
        tests("Engines", ["Engines", "ModelTesting", "Observations"]),
        tests("Media", ["CFFmpeg", "CommandTesting", "Media"]),
        tests(
            "Detection",
            [
                "CUDATesting", "CommandTesting", "Detection", "Engines", "GPU", "Geometry", "Media", "ModelTesting",
                "Observations",
            ]),
        tests("Results", ["Geometry", "Media", "Observations", "Pitch", "Platform", "Results"]),
        tests("Shots", ["Geometry", "Observations", "Shots"]),
        tests("Tracking", ["Geometry", "Observations", "Tracking"]),
        tests("Teams", ["Geometry", "Media", "Observations", "Pitch", "Teams"]),
        tests(
            "Analysis",
            [
                "Analysis", "CommandTesting", "DefaultModel", "Detection", "Engines", "Evaluation", "Geometry",
                "Machine", "Media", "Observations", "Pitch", "Platform", "Results", "Synthesis", "Tracking",
            ]),
        tests(
            "Signing",
            [
                "CommandTesting", "Signing",
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "Download",
            [
                "CommandTesting", "Download", "Media", "Platform", "scorevision",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests("Settings", ["Analysis", "Detection", "Engines", "Media", "Settings"], resources: [.copy("Resources")]),
        tests(
            "LocalWeb",
            [
                "HTTPTesting", "LocalWeb",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        tests(
            "ClipWorker",
            [
                "Analysis", "ClipWorker", "DefaultModel", "Detection", "Engines", "Geometry", "Media", "Observations",
            ]),
        tests(
            "Miner",
            [
                "Analysis", "BrowserTesting", "ClipWorker", "CommandTesting", "DefaultModel", "Geometry",
                "HTTPTesting", "LocalWeb", "Machine", "Media", "Miner", "Observations", "Pitch", "Platform",
                "Settings", "Signing", "Synthesis", "scorevision",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")]),
        tests("Rendering", ["Geometry", "Media", "Observations", "Pitch", "Rendering"]),
        tests("Reports", ["Reports"]),
        tests(
            "Evaluation",
            [
                "Evaluation", "Geometry", "Observations", "Pitch", "Synthesis", "Tracking",
            ],
            resources: [.copy("Resources")]),
        tests(
            "Labelling",
            [
                "BrowserTesting", "Evaluation", "Geometry", "HTTPTesting", "Labelling", "Media", "Observations",
                "Pitch", "Tracking",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests("Synthesis", ["Geometry", "Media", "Observations", "Pitch", "Synthesis"]),
        tests("Health", ["Analysis", "Evaluation", "Health", "Machine", "Observations"]),
        tests(
            "Benchmarking",
            [
                "Analysis", "Benchmarking", "Detection", "Evaluation", "Machine", "Observations", "Platform",
                "Settings",
            ]),
        tests("Architecture", []),
        tests("CommandLine", ["CommandTesting", "Media", "Platform", "Settings", "Signing", "scorevision"]),
    ]
)
