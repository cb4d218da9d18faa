// swift-tools-version: 6.1
import PackageDescription

/// A package of its own, so that the program's package carries nothing of it. `make guard` builds and runs it.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "scorevision", path: "..")],
    targets: [
        .target(name: "CCounters"),
        .executableTarget(
            name: "AllocationGuard",
            dependencies: ["CCounters", .product(name: "ScoreVisionLibraries", package: "scorevision")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .unsafeFlags(["-warnings-as-errors", "-Xcc", "-I\(Context.packageDirectory)/../.deps/openvino/include"]
                ),
            ]),
    ]
)
