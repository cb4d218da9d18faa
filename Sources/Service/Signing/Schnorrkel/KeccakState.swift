// Unsafe: owns 200 bytes, and accesses them both as bytes and as lanes.
import CSodium

/// The 1600 bits of state of Keccak-f. The memory is wiped at the end, because the transcript of a signature contains
/// secrets.
struct KeccakState: ~Copyable {
    static let byteCount = 200
    private let lanes: UnsafeMutablePointer<UInt64>

    /// Creates a state of zeros.
    init() {
        lanes = .allocate(capacity: Self.byteCount / 8)
        lanes.initialize(repeating: 0, count: Self.byteCount / 8)
    }

    deinit {
        sodium_memzero(lanes, Self.byteCount)
        lanes.deallocate()
    }

    borrowing func copy() -> KeccakState {
        let copy = KeccakState()
        copy.lanes.update(from: lanes, count: Self.byteCount / 8)
        return copy
    }

    /// A byte of the state. Lanes are in little-endian order.
    subscript(index: Int) -> UInt8 {
        get {
            precondition(index >= 0 && index < Self.byteCount)
            return UInt8(truncatingIfNeeded: lanes[index >> 3] >> (UInt64(index & 7) * 8))
        }
        set {
            precondition(index >= 0 && index < Self.byteCount)
            let shift = UInt64(index & 7) * 8
            lanes[index >> 3] = lanes[index >> 3] & ~(0xFF << shift) | UInt64(newValue) << shift
        }
    }

    /// Applies Keccak-f[1600]: 24 rounds.
    mutating func permute() {
        KeccakPermutation.permute(lanes)
    }
}
