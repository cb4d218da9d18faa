import Foundation

/// The processor, and the share of it that this process may use.
public struct Processor: Hashable, Sendable, Codable {
    /// The maker's name for the processor, such as `AMD EPYC`.
    public var name: String
    /// The number of hardware threads that this process may use.
    public var cores: Int
    /// The processor time that the process's control group may use, in cores; `nil` = no limit.
    public var limit: Double?
    /// The vector instructions that engines can use, oldest first, such as `AVX2` or `AVX-512 VNNI`.
    public var vectorUnits: [String]

    /// Makes a description of a processor.
    public init(name: String, cores: Int, limit: Double? = nil, vectorUnits: [String]) {
        self.name = name
        self.cores = cores
        self.limit = limit
        self.vectorUnits = vectorUnits
    }

    static func probe(_ files: SystemFiles) -> Processor {
        let fields = files.fields(of: "proc/cpuinfo")
        let flags = Set((fields["flags"] ?? fields["Features"] ?? "").split(separator: " ").map(String.init))
        return Processor(
            name: fields["model name"] ?? fields["CPU implementer"].map { "ARM, implementer \($0)" } ?? "unknown",
            cores: ProcessInfo.processInfo.activeProcessorCount, limit: ControlGroup(files).processorLimit,
            vectorUnits: units.filter { flags.contains($0.flag) }.map(\.name))
    }

    /// The vector instructions by the kernel's names, for x86-64 and arm64.
    private static let units: [(flag: String, name: String)] = [
        ("sse4_2", "SSE4.2"), ("avx", "AVX"), ("avx2", "AVX2"), ("fma", "FMA"), ("avx_vnni", "AVX-VNNI"),
        ("avx512f", "AVX-512"), ("avx512_vnni", "AVX-512 VNNI"), ("avx512_bf16", "AVX-512 BF16"),
        ("avx512_fp16", "AVX-512 FP16"), ("amx_tile", "AMX"), ("amx_int8", "AMX INT8"), ("amx_bf16", "AMX BF16"),
        ("asimd", "NEON"), ("asimddp", "dot product"), ("i8mm", "I8MM"), ("bf16", "BF16"), ("sve", "SVE"),
    ]
}
