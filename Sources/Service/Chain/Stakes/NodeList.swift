/// The nodes of a subnet, by hotkey.
struct NodeList: Sendable {
    static let empty = NodeList(stakes: [:], flaws: [])

    let stakes: [Hotkey: Double]
    /// What was wrong with the entries that were left out, one line each.
    let flaws: [String]

    private init(stakes: [Hotkey: Double], flaws: [String]) {
        self.stakes = stakes
        self.flaws = flaws
    }

    /// Reads fiber's form: an object with a node for each hotkey, of which `hotkey` and `stake` are looked at. Entries
    /// that are broken are left out; a list without a single whole one is refused. Throws `nodesInvalid`.
    init(json: [UInt8]) throws(ChainError) {
        let limits = JSONLimits(bytes: Self.limit, depth: 8, values: 1 << 20)
        let document: JSONDocument
        do {
            document = try JSONDocument(json, limits: limits)
        } catch {
            throw ChainError(.nodesInvalid, "The list of nodes can't be read: \(error.description)")
        }
        guard let members = document.members(of: document.root) else {
            throw ChainError(.nodesInvalid, "The list of nodes isn't an object with a node for each hotkey.")
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
            throw ChainError(
                .nodesInvalid, "The list of nodes has no whole entry.", context: flaws.min() ?? "it is empty")
        }
        self.init(stakes: stakes, flaws: flaws.sorted())
    }

    /// Bytes; a subnet of 256 nodes has 100 KiB.
    static let limit = 16 << 20

    private static func node(_ name: String, _ value: JSONDocument.Value, in document: JSONDocument) throws(ChainError)
        -> (Hotkey, Double)
    {
        let hotkey = try Hotkey(name)
        guard let fields = document.members(of: value) else {
            throw ChainError(.nodesInvalid, "The node isn't an object.", context: name)
        }
        if let own = fields["hotkey"], document.string(of: own) != name {
            throw ChainError(.nodesInvalid, "The node's hotkey isn't the one that it is listed under.", context: name)
        }
        guard let stake = document.double(of: fields["stake"]), stake >= 0 else {
            throw ChainError(.nodesInvalid, "The node's stake isn't a number from 0 on.", context: name)
        }
        return (hotkey, stake)
    }
}
