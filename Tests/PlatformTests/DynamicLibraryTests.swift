import Platform
import Testing

@Suite struct DynamicLibraryTests {
    @Test func aFunctionIsFoundByItsName() throws {
        let library = try DynamicLibrary("libc.so.6")
        let absolute = try library.function("abs", as: (@convention(c) (CInt) -> CInt).self)
        #expect(absolute(-7) == 7)
        #expect(library.name == "libc.so.6")
    }

    @Test func whatIsMissingIsNamed() throws {
        let library = try #require(throws: DynamicLibraryError.self) { try DynamicLibrary("libnothing.so.1") }
        #expect(library.code == .notOpened)
        #expect(library.message.contains("libnothing.so.1") && library.context.contains("libnothing.so.1"))
        let function = try #require(throws: DynamicLibraryError.self) {
            try DynamicLibrary("libc.so.6").address(of: "no_such_function")
        }
        #expect(function.code == .symbolMissing)
        #expect(function.description == "libc.so.6 has no no_such_function")
    }
}
