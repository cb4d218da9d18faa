import Foundation

/// A shared library that is loaded at run time, so that the program also works without it.
///
/// A library is never closed, because its threads and objects may be in use until the end. Unsafe: nothing checks that
/// a function has the signature that it is looked up with.
///
/// `@unchecked Sendable`: the handle never changes, and several threads may look functions up.
public struct DynamicLibrary: @unchecked Sendable {
    /// The name or path by which the library was loaded.
    public let name: String
    private let handle: UnsafeMutableRawPointer

    /// Loads a library.
    ///
    /// Throws a `DynamicLibraryError` if the library or one of its dependencies is missing.
    ///
    /// - Parameters:
    ///   - name: a path, or a name that the loader searches for, such as `libcuda.so.1`.
    ///   - isShared: whether libraries that are loaded later can use this library's functions.
    public init(_ name: String, isShared: Bool = false) throws(DynamicLibraryError) {
        guard let handle = dlopen(name, RTLD_NOW | (isShared ? RTLD_GLOBAL : RTLD_LOCAL)) else {
            let reason = dlerror().map { String(cString: $0) } ?? name
            throw DynamicLibraryError(.notOpened, "\(name) can't be loaded", context: reason)
        }
        self.name = name
        self.handle = handle
    }

    /// Returns the address of a function or variable. Throws a `DynamicLibraryError` if the library doesn't have it.
    public func address(of symbol: String) throws(DynamicLibraryError) -> UnsafeMutableRawPointer {
        guard let address = dlsym(handle, symbol) else {
            throw DynamicLibraryError(.symbolMissing, "\(name) has no \(symbol)")
        }
        return address
    }

    /// Returns a function by its name. Throws a `DynamicLibraryError` if the library doesn't have it.
    ///
    /// - Parameters:
    ///   - symbol: the name of the function.
    ///   - type: the C function type, such as `(@convention(c) (CInt) -> CInt).self`. It must match the function.
    public func function<Function>(
        _ symbol: String, as type: Function.Type = Function.self
    ) throws(DynamicLibraryError) -> Function {
        unsafeBitCast(try address(of: symbol), to: type)
    }
}

/// The reason why a shared library or a function in it can't be used.
public struct DynamicLibraryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable {
        /// The loader found no such library or couldn't load it.
        case notOpened
        /// The library has no function of that name, because it is another version.
        case symbolMissing
    }

    /// The kind of failure.
    public let code: Code
    /// The problem, in one line.
    public let message: String
    /// The loader's own message. May be empty.
    public let context: String

    init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }

    /// The message, followed by the context in brackets if there is any.
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}
