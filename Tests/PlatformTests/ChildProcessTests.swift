import Foundation
import Platform
import Testing

@Suite struct ChildProcessTests {
    private static let hasProc = FileManager.default.fileExists(atPath: "/proc/self/fd")

    /// Runs a program to its end and returns what it writes to its standard output.
    private func output(
        of path: String, _ arguments: [String] = [], environment: [String: String]? = nil, folder: String? = nil
    ) throws -> String {
        let pipe = Pipe()
        let child = try ChildProcess(
            path, arguments, environment: environment, folder: folder,
            streams: .init(output: pipe.fileHandleForWriting.fileDescriptor))
        try pipe.fileHandleForWriting.close()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        #expect(child.wait() == .exited(0))
        return String(decoding: data, as: UTF8.self)
    }

    private func sleeper() throws -> ChildProcess { try ChildProcess("/usr/bin/env", ["sleep", "60"]) }

    @Test(arguments: [
        ("exit 0", ChildProcess.End.exited(0)), ("exit 7", .exited(7)), ("exit 255", .exited(255)),
        ("kill -KILL $$", .signalled(SIGKILL)), ("kill -TERM $$", .signalled(SIGTERM)),
    ])
    func aStatusAndASignalAreToldApart(script: String, end: ChildProcess.End) throws {
        let child = try ChildProcess("/bin/sh", ["-c", script])
        #expect(child.wait() == end)
        #expect(child.end == end)
        // Nobody else is hit: the number may be another process's by now.
        child.signal(SIGKILL)
        #expect(child.wait() == end)
    }

    @Test func itRunsUntilASignalEndsIt() throws {
        let child = try sleeper()
        #expect(child.end == nil)
        #expect(getpgid(child.pid) == child.pid)
        child.signal(SIGTERM)
        #expect(child.wait() == .signalled(SIGTERM))
        #expect(getpgid(child.pid) == -1 && errno == ESRCH)
    }

    @Test func severalMayWait() async throws {
        let child = try sleeper()
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await BlockingWork.run("wait") { child.wait() } } }
            child.signal(SIGINT)
            for try await end in group { #expect(end == .signalled(SIGINT)) }
        }
    }

    @Test func argumentsAreKeptApart() throws {
        #expect(try output(of: "/usr/bin/printf", ["%s|", "a b", "", "$HOME", "é"]) == "a b||$HOME|é|")
    }

    @Test func theEnvironmentIsTheOneThatIsGivenOrOurs() throws {
        #expect(try output(of: "/usr/bin/env", environment: ["NAME": "a = b"]) == "NAME=a = b\n")
        #expect(try output(of: "/usr/bin/env", environment: [:]).isEmpty)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        #expect(try output(of: "/bin/sh", ["-c", #"printf %s "$PATH""#]) == path)
    }

    @Test func theFolderIsTheOneThatIsGivenOrOurs() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder.appending(path: "only"))
        #expect(try output(of: "/bin/ls", folder: folder.path) == "only\n")
        let ours = FileManager.default.currentDirectoryPath
        #expect(try output(of: "/bin/sh", ["-c", "[ . -ef \"$0\" ] && echo same", ours]) == "same\n")
    }

    @Test func inputAndErrorsAreStreamsToo() throws {
        let (input, errors) = (Pipe(), Pipe())
        let child = try ChildProcess(
            "/bin/sh", ["-c", "cat >&2; echo nowhere"],
            streams: .init(
                input: input.fileHandleForReading.fileDescriptor, errors: errors.fileHandleForWriting.fileDescriptor))
        try errors.fileHandleForWriting.close()
        try input.fileHandleForWriting.write(contentsOf: Data("said".utf8))
        // The child must not have this end as well: it would wait for itself.
        try input.fileHandleForWriting.close()
        #expect(try errors.fileHandleForReading.readToEnd() == Data("said".utf8))
        #expect(child.wait() == .exited(0))
    }

    @Test func aStreamThatIsNotGivenIsTheNullDevice() throws {
        #expect(try output(of: "/bin/cat").isEmpty)
    }

    @Test func whatCannotBeStartedIsSaid() {
        let missing = #expect(throws: ChildProcess.StartError.self) { try ChildProcess("/no/such/program", []) }
        #expect(missing?.code == ENOENT)
        #expect(missing?.description.hasPrefix("/no/such/program") == true)
        let noProgram = #expect(throws: ChildProcess.StartError.self) { try ChildProcess("/dev/null", []) }
        #expect(noProgram?.code == EACCES)
        let noFolder = #expect(throws: ChildProcess.StartError.self) {
            try ChildProcess("/usr/bin/env", [], folder: "/no/such/folder")
        }
        #expect(noFolder?.code == ENOENT)
    }

    /// A descriptor that programs inherit, which is not one of the three that `ls` has, nor the one it reads the folder by.
    @Test(.enabled(if: hasProc)) func noOtherDescriptorIsInherited() throws {
        let inheritable = fcntl(STDIN_FILENO, F_DUPFD, 100)
        try #require(inheritable >= 100)
        defer { close(inheritable) }
        #expect(try output(of: "/bin/ls", ["/proc/self/fd"]) == "0\n1\n2\n3\n")
    }

    /// Each long-lived child is started while other threads start short-lived ones. If it inherited anything by which the
    /// end of those is noticed, they would seem to run as long as it does.
    @Test func aChildThatRunsOnDelaysNobodyElsesEnd() async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    try await BlockingWork.run("children") {
                        for _ in 0..<50 {
                            let long = try sleeper()
                            defer {
                                long.signal(SIGKILL)
                                _ = long.wait()
                            }
                            let short = try ChildProcess("/bin/true", [])
                            #expect(short.wait() == .exited(0))
                            #expect(long.end == nil)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
