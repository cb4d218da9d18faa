// swift-tools-version: 6.1
import PackageDescription

/// A package of its own, so that the program's package carries nothing of it. `make fuzz` builds and runs it.
let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "scorevision", path: "..")],
    targets: [
        .executableTarget(
            name: "FuzzReaders",
            dependencies: [
                .product(name: "ScoreVisionSigning", package: "scorevision"),
                .product(name: "ScoreVisionDetection", package: "scorevision"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                // libFuzzer brings the main function.
                .unsafeFlags([
                    "-warnings-as-errors", "-parse-as-library", "-Xcc",
                    "-I\(Context.packageDirectory)/../.deps/openvino/include",
                ]),
            ])
    ]
)
