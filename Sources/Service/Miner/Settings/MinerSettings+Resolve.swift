public import Analysis

extension MinerSettings {
    /// The settings of a service.
    /// - Throws: `SettingsError` for the first value that makes no sense.
    public init(_ resolver: SettingsResolver, model: String, defaultDataFolder: String) throws {
        self.init(model: model)
        analysis = try resolver.resolve()
        dataFolder = defaultDataFolder
        try readLimits(resolver)
        try readChecks(resolver)
    }

    private mutating func readLimits(_ resolver: SettingsResolver) throws {
        var host = self.host ?? ""
        try resolver.read(.minerHost, into: &host) { $0 }
        self.host = host.isEmpty ? nil : host
        try resolver.read(.minerPort, into: &port) { Self.number($0, 0...65535) }
        try resolver.read(.maxConcurrent, into: &maxConcurrent) { Self.number($0, 1...16) }
        try resolver.read(.maxQueue, into: &maxQueue) { Self.number($0, 0...64) }
        try resolver.read(.processingTimeout, into: &processingTimeout) { Self.number($0, 1...3600) }
        try resolver.read(.shutdownTimeout, into: &shutdownTimeout) { Self.number($0, 0...3600) }
        try resolver.read(.maxClipMegabytes, into: &maxClipMegabytes) { Self.number($0, 1...4096) }
        try resolver.read(.workerMemory, into: &workerMemoryMegabytes) { Self.number($0, 1024...1_048_576) }
        try resolver.read(.historyDays, into: &historyDays) { Self.number($0, 0.01...3650) }
        try resolver.read(.historyMegabytes, into: &historyMegabytes) { Self.number($0, 1...1_048_576) }
        try resolver.read(.keptClips, into: &keptClipMegabytes) { Self.number($0, 0...1_048_576) }
        try resolver.read(.dataFolder, into: &dataFolder) { $0 }
    }

    private mutating func readChecks(_ resolver: SettingsResolver) throws {
        try resolver.read(.verifyEnabled, into: &verifies, parse: Self.flag)
        try resolver.read(.blacklistEnabled, into: &checksStakes, parse: Self.flag)
        try resolver.read(.minimumStake, into: &minimumStake) { Self.number($0, 0...Double.greatestFiniteMagnitude) }
        try resolver.read(.nodesFile, into: &nodesFile) { $0 }
        try resolver.read(.allowedHosts, into: &allowedHosts, parse: Self.hosts)
        try resolver.read(.allowPrivateHosts, into: &allowsPrivateHosts, parse: Self.flag)
        try resolver.read(.operatorPages, into: &showsOperatorPages) { ["local": false, "any": true][$0.lowercased()] }
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    private static func number(_ text: String, _ range: ClosedRange<Double>) -> Double? {
        Double(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// As Python programs spell it in a `.env` file.
    private static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: nil
        }
    }

    private static func hosts(_ text: String) -> [String]? {
        let hosts = text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
        return hosts.isEmpty || !hosts.allSatisfy(isHost) ? nil : hosts
    }

    /// A slip must not open the service to all: `*.` is neither `*` nor a domain.
    private static func isHost(_ text: String) -> Bool {
        if text == "*" { return true }
        let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
        return !name.contains("*") && !name.contains("/") && name.contains { $0 != "." }
    }
}
