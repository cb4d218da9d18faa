@testable import Signing
import Foundation

/// What reads text of strangers, and what must hold of it whatever they send.
enum Reader: String, CaseIterable {
    case headers
    case nonce
    case address
    case json

    /// Traps where something doesn't hold.
    func check(_ bytes: [UInt8]) {
        switch self {
        case .headers: Self.checkHeaders(bytes)
        case .nonce: Self.checkNonce(String(decoding: bytes, as: UTF8.self))
        case .address: Self.checkAddress(String(decoding: bytes, as: UTF8.self))
        case .json: Self.checkJSON(bytes)
        }
    }

    /// Lines of `name: value`. What is accepted has all four, each once and short; what is refused says so with a status
    /// of the protocol.
    private static func checkHeaders(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 1).map(String.init)
        }
        let values = Dictionary(grouping: lines.filter { $0.count == 2 }, by: { $0[0] }).mapValues { $0.map { $0[1] } }
        do {
            let headers = try RequestHeaders { values[$0] ?? [] }
            precondition(headers.fields.count == 4)
            for (name, value) in headers.fields {
                precondition(values[name] == [value] && value.utf8.count <= RequestHeaders.longest)
            }
            _ = Nonce(headers.nonce)
            _ = try? SS58Address(headers.validatorHotkey)
            _ = try? Hotkey(headers.minerHotkey)
        } catch {
            precondition([.headerMissing, .headerInvalid].contains(error.code))
        }
    }

    /// A nonce is written in one way only.
    private static func checkNonce(_ text: String) {
        guard let nonce = Nonce(text) else { return }
        precondition("\(nonce)" == text)
        precondition(nonce.distance(from: nonce.time) == 0)
    }

    /// So is an address.
    private static func checkAddress(_ text: String) {
        guard let address = try? SS58Address(text) else { return }
        precondition("\(address)" == text)
        precondition(SS58Address(account: address.account, format: address.format) == address)
    }

    /// What is accepted is written in ASCII, and stays the same when it is read and written again; but for numbers beyond
    /// a double, which Python writes as a word that is no JSON.
    private static func checkJSON(_ bytes: [UInt8]) {
        guard let once = try? PythonJSON.rewritten(bytes) else { return }
        precondition(once.allSatisfy { (0x20...0x7E).contains($0) })
        if String(decoding: once, as: UTF8.self).contains("Infinity") { return }
        precondition((try? PythonJSON.rewritten(once)) == once)
    }
}
