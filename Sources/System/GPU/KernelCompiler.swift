import Foundation
import Platform

/// NVRTC, CUDA's kernel compiler, loaded at run time. Unsafe: it looks functions up by name and calls them with the
/// signatures of the NVRTC reference.
struct KernelCompiler {
    private typealias Program = OpaquePointer
    private typealias Create =
        @convention(c) (
            UnsafeMutablePointer<Program?>, UnsafePointer<CChar>?, UnsafePointer<CChar>?, CInt,
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<UnsafePointer<CChar>?>?
        ) -> CInt
    private typealias Compile = @convention(c) (Program?, CInt, UnsafePointer<UnsafePointer<CChar>?>?) -> CInt
    private typealias Size = @convention(c) (Program?, UnsafeMutablePointer<Int>) -> CInt
    private typealias Read = @convention(c) (Program?, UnsafeMutablePointer<CChar>?) -> CInt
    private typealias Destroy = @convention(c) (UnsafeMutablePointer<Program?>) -> CInt
    private typealias Text = @convention(c) (CInt) -> UnsafePointer<CChar>?

    /// The libraries of CUDA 13 and 12, newer first. `make setup DEVICE=cuda` installs one of them.
    static let usualNames = ["libnvrtc.so.13", "libnvrtc.so.12"]

    private let library: DynamicLibrary

    /// Loads the first library that can be loaded. Returns `nil` if there is none.
    init?(_ names: [String] = usualNames) {
        guard let library = names.lazy.compactMap({ try? DynamicLibrary($0) }).first else { return nil }
        self.library = library
    }

    /// Returns the machine code of kernels for cards of a compute capability, such as `90` for 9.0.
    ///
    /// Throws a `CUDAError` with the compiler's message.
    func compile(_ source: String, name: String, capability: Int) throws -> [UInt8] {
        let create: Create = try find("nvrtcCreateProgram")
        let compile: Compile = try find("nvrtcCompileProgram")
        let destroy: Destroy = try find("nvrtcDestroyProgram")
        var program: Program?
        try check("read", create(&program, source, name, 0, nil, nil))
        defer { _ = destroy(&program) }
        let options = ["--gpu-architecture=sm_\(capability)", "--std=c++14"].map { (option: String) in strdup(option) }
        defer { options.forEach { free($0) } }
        let list = options.map { UnsafePointer<CChar>($0) }
        let status = compile(program, CInt(list.count), list)
        guard status == 0 else {
            let log = try read(program, "nvrtcGetProgramLogSize", "nvrtcGetProgramLog")
            let words = String(decoding: log.prefix { $0 != 0 }, as: UTF8.self)
            throw CUDAError(0, doing: "compile its kernels", context: words.isEmpty ? text(status) : words)
        }
        return try read(program, "nvrtcGetCUBINSize", "nvrtcGetCUBIN")
    }

    private func read(_ program: Program?, _ size: String, _ get: String) throws -> [UInt8] {
        let (measure, copy): (Size, Read) = (try find(size), try find(get))
        var count = 0
        try check("load the compiled code of", measure(program, &count))
        var bytes = [CChar](repeating: 0, count: max(count, 1))
        try check("load the compiled code of", copy(program, &bytes))
        return bytes.prefix(count).map { UInt8(bitPattern: $0) }
    }

    private func check(_ doing: String, _ status: CInt) throws {
        guard status != 0 else { return }
        throw CUDAError(0, doing: "\(doing) its kernels", context: text(status))
    }

    private func text(_ status: CInt) -> String {
        let describe: Text? = try? find("nvrtcGetErrorString")
        return describe?(status).map { String(cString: $0) } ?? "error \(status)"
    }

    private func find<Function>(_ symbol: String) throws -> Function {
        do {
            return try library.function(symbol)
        } catch {
            throw CUDAError(0, doing: "find its compiler", context: error.message)
        }
    }
}

/// The cache of compiled kernels. Its files may be deleted at any time.
struct KernelCache {
    /// The folder of the cache; `nil` = no cache.
    let folder: String?

    /// Returns the name of the file for a source. Every source has its own name.
    static func name(of source: String, capability: Int) -> String {
        "pictures-\(ContentHash(source.utf8).text)-sm_\(capability).cubin"
    }

    func read(_ name: String) -> [UInt8]? {
        folder.flatMap { FileManager.default.contents(atPath: "\($0)/kernels/\(name)") }.map { [UInt8]($0) }
    }

    /// Stores kernels. Does nothing if the folder can't be written.
    func write(_ image: [UInt8], _ name: String) {
        guard let folder else { return }
        let place = URL(fileURLWithPath: folder).appending(path: "kernels")
        try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try? Data(image).write(to: place.appending(path: name), options: .atomic)
    }
}
