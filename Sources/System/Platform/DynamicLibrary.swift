import Foundation

/// A shared library that is opened while the program runs, so that the program also runs without it.
///
/// A library is never closed: its threads, and what it gave out, may be in use to the end. Unsafe: nothing checks that a
/// function has the signature that it is looked up with.
///
/// `@unchecked Sendable`: the handle never changes, and functions may be looked up from several threads.
public struct DynamicLibrary: @unchecked Sendable {
    /// The name or path that the library was opened by.
    public let name: String
    private let handle: UnsafeMutableRawPointer

    /// Opens a library.
    ///
    /// Throws a `DynamicLibraryError` if there is no such library, or one that it needs is missing.
    /// - Parameters:
    ///   - name: a name that the loader searches for, `libcuda.so.1`, or a path.
    ///   - isShared: whether libraries that are opened later find this one's functions.
    public init(_ name: String, isShared: Bool = false) throws(DynamicLibraryError) {
        guard let handle = dlopen(name, RTLD_NOW | (isShared ? RTLD_GLOBAL : RTLD_LOCAL)) else {
            let reason = dlerror().map { String(cString: $0) } ?? name
            throw DynamicLibraryError(.notOpened, "\(name) can't be opened", context: reason)
        }
        self.name = name
        self.handle = handle
    }

    /// Returns the address of a function or variable. Throws a `DynamicLibraryError` if the library has none of that
    /// name.
    public func address(of symbol: String) throws(DynamicLibraryError) -> UnsafeMutableRawPointer {
        guard let address = dlsym(handle, symbol) else {
            throw DynamicLibraryError(.symbolMissing, "\(name) has no \(symbol)")
        }
        return address
    }

    /// Returns a function by its name. Throws a `DynamicLibraryError` if the library has none of that name.
    /// - Parameters:
    ///   - symbol: the function's name.
    ///   - type: a C function type, `(@convention(c) (CInt) -> CInt).self`; it must be the function's own.
    public func function<Function>(
        _ symbol: String, as type: Function.Type = Function.self
    ) throws(DynamicLibraryError) -> Function {
        unsafeBitCast(try address(of: symbol), to: type)
    }
}

/// Why a shared library, or a function in one, can't be used.
public struct DynamicLibraryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable {
        /// The loader found no such library, or couldn't load it.
        case notOpened
        /// The library has no function of that name: it is another version.
        case symbolMissing
    }

    /// The kind of failure.
    public let code: Code
    /// What is wrong, in one line.
    public let message: String
    /// The loader's own words where it had any.
    public let context: String

    init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }

    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}
