/// Colours of skin, hair and boots.
enum Complexion {
    static let skins = [0xF0C8A8, 0xE0AC86, 0xC98F66, 0x9C6844, 0x6E452C, 0x4A2E20].map { Colour(hex: $0) }
    static let hairs = [0x17130F, 0x2A1C12, 0x4A3018, 0x8A6A3A, 0xC8A866, 0x6B6660].map { Colour(hex: $0) }
    static let boots = [0x101114, 0xF4F4F4, 0xFF5A2A, 0xE9FF3A, 0x2FC4FF, 0xFF3F8E].map { Colour(hex: $0) }
}
