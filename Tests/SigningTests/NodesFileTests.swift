import Foundation
import Testing

@testable import Signing

struct NodesFileTests {
    /// A node as fiber's `Metagraph.save_nodes` writes it.
    private func node(_ hotkey: String, stake: String = "1234.5") -> String {
        """
        "\(hotkey)": {"hotkey": "\(hotkey)", "coldkey": "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM", \
        "node_id": 3, "incentive": 0.0, "netuid": 44, "alpha_stake": 1000.5, "tao_stake": 1300.0, "stake": \(stake), \
        "trust": 0.0, "vtrust": 0.99, "last_updated": 5123456.0, "ip": "203.0.113.9", "ip_type": 4, "port": 7999, \
        "protocol": 4}
        """
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"

    @Test func stakesAreRead() throws {
        let scratch = try Scratch()
        let path = scratch.file("nodes.json")
        try write("{\(node(Known.alice)), \(node(bob, stake: "7"))}", to: path)
        let (logger, _) = RecordingLog.logger()
        let nodes = NodesFile(path: path, logger: logger)
        #expect(nodes.stake(of: try Hotkey(Known.alice)) == nil)
        try nodes.load()
        #expect(nodes.count == 2)
        #expect(nodes.stake(of: try Hotkey(Known.alice)) == 1234.5)
        #expect(nodes.stake(of: try Hotkey(bob)) == 7)
        #expect(nodes.stake(of: try Keypair(seed: SecretSeed()).hotkey) == nil)
    }

    @Test func aChangeIsSeen() throws {
        let scratch = try Scratch()
        let path = scratch.file("nodes.json")
        let (logger, lines) = RecordingLog.logger()
        let nodes = NodesFile(path: path, logger: logger)
        let alice = try Hotkey(Known.alice)
        // Each file has another length: the clock of a file system may stand still for some milliseconds.
        for stake in ["5", "67", "890"] {
            try write("{\(node(Known.alice, stake: stake))}", to: path)
            for _ in 0..<3 { nodes.loadIfChanged() }
            #expect(nodes.stake(of: alice) == Double(stake))
        }
        #expect(lines.all.count == 3, "it is read when it has changed, and not again")
    }

    @Test(arguments: ["", "{", "[]", "{}", "null", #"{"x": {"stake": 5}}"#, "{\"a"])
    func aBrokenFileLeavesTheLastList(text: String) throws {
        let scratch = try Scratch()
        let path = scratch.file("nodes.json")
        let (logger, lines) = RecordingLog.logger()
        let nodes = NodesFile(path: path, logger: logger)
        try write("{\(node(Known.alice))}", to: path)
        nodes.loadIfChanged()
        try write(text, to: path)
        for _ in 0..<3 { nodes.loadIfChanged() }
        #expect(nodes.stake(of: try Hotkey(Known.alice)) == 1234.5)
        #expect(lines.all.filter { $0.hasPrefix("error") }.count == 1, "it is said once")
        #expect { try nodes.load() } throws: { ($0 as? SigningError)?.code == .nodesInvalid }
        try write("{\(node(bob))}", to: path)
        nodes.loadIfChanged()
        #expect(nodes.stake(of: try Hotkey(Known.alice)) == nil && nodes.count == 1)
    }

    @Test func aFileThatGoesLeavesTheLastList() throws {
        let scratch = try Scratch()
        let path = scratch.file("nodes.json")
        let (logger, lines) = RecordingLog.logger()
        let nodes = NodesFile(path: path, logger: logger)
        for _ in 0..<3 { nodes.loadIfChanged() }
        #expect(lines.all.count == 1)
        try write("{\(node(Known.alice))}", to: path)
        nodes.loadIfChanged()
        try FileManager.default.removeItem(atPath: path)
        for _ in 0..<3 { nodes.loadIfChanged() }
        #expect(nodes.count == 1)
        #expect(lines.all.filter { $0.hasPrefix("error") }.count == 2)
    }

    @Test func brokenEntriesAreLeftOut() throws {
        let broken = [
            #""5Grw": {"stake": 5}"#, "\"\(bob)\": 5", "\"\(bob)\": {\"stake\": \"5\"}", "\"\(bob)\": {\"stake\": -5}",
            "\"\(bob)\": {\"stake\": 1e999}", "\"\(bob)\": {}", "\"\(bob)\": {\"hotkey\": \"5Grw\", \"stake\": 5}",
        ]
        for entry in broken {
            let list = try NodeList(json: .init("{\(node(Known.alice)), \(entry)}"))
            #expect(list.stakes.count == 1, "\(entry)")
            #expect(list.flaws.count == 1)
        }
    }

    @Test func somethingThatIsNoFile() throws {
        let scratch = try Scratch()
        let (logger, _) = RecordingLog.logger()
        #expect { try NodesFile(path: scratch.path, logger: logger).load() } throws: {
            ($0 as? SigningError)?.code == .cannotRead
        }
    }
}
