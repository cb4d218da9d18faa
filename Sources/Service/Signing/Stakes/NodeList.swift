/// The stakes of a subnet's nodes, by hotkey.
struct NodeList: Sendable {
    static let empty = NodeList(stakes: [:], flaws: [])

    let stakes: [Hotkey: Double]
    /// The errors of skipped entries, one line each.
    let flaws: [String]

    private init(stakes: [Hotkey: Double], flaws: [String]) {
        self.stakes = stakes
        self.flaws = flaws
    }

    /// Parses fiber's format: an object with a node for each hotkey, of which only `hotkey` and `stake` are read. Skips
    /// invalid entries. Throws `nodesInvalid` if no valid entry remains.
    init(json: [UInt8]) throws(SigningError) {
        let limits = JSONLimits(bytes: Self.limit, depth: 8, values: 1 << 20)
        let document: JSONDocument
        do {
            document = try JSONDocument(json, limits: limits)
        } catch {
            throw SigningError(.nodesInvalid, "The list of nodes cannot be read: \(error.description)")
        }
        guard let members = document.members(of: document.root) else {
            throw SigningError(.nodesInvalid, "The list of nodes must be an object with a node for each hotkey.")
        }
        var stakes: [Hotkey: Double] = [:]
        var flaws: [String] = []
        for (name, value) in members {
            do {
                let (hotkey, stake) = try Self.node(name, value, in: document)
                stakes[hotkey] = stake
            } catch {
                flaws.append(error.description)
            }
        }
        guard !stakes.isEmpty else {
            throw SigningError(
                .nodesInvalid, "The list of nodes has no valid entry.", context: flaws.min() ?? "it is empty")
        }
        self.init(stakes: stakes, flaws: flaws.sorted())
    }

    /// The largest file, in bytes; a subnet of 256 nodes needs 100 KiB.
    static let limit = 16 << 20

    private static func node(
        _ name: String, _ value: JSONDocument.Value, in document: JSONDocument
    ) throws(SigningError) -> (Hotkey, Double) {
        let hotkey = try Hotkey(name)
        guard let fields = document.members(of: value) else {
            throw SigningError(.nodesInvalid, "The node is not an object.", context: name)
        }
        if let own = fields["hotkey"], document.string(of: own) != name {
            throw SigningError(.nodesInvalid, "The node's hotkey differs from the key of its entry.", context: name)
        }
        guard let stake = document.double(of: fields["stake"]), stake >= 0 else {
            throw SigningError(.nodesInvalid, "The node's stake must be a number of at least 0.", context: name)
        }
        return (hotkey, stake)
    }
}
