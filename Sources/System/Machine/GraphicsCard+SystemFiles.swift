extension GraphicsCard {
    /// Returns the cards that NVIDIA's kernel module lists. It doesn't report their memory.
    static func nvidiaCards(_ files: SystemFiles) -> [GraphicsCard] {
        let folder = "proc/driver/nvidia"
        // "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu Feb 22 …"
        let version = files.text("\(folder)/version")?.split(whereSeparator: \.isNewline).first?
            .split(separator: " ").first { $0.first?.isNumber == true && $0.contains(".") }
        return files.names(in: "\(folder)/gpus").map { card in
            let fields = files.fields(of: "\(folder)/gpus/\(card)/information")
            return GraphicsCard(
                maker: .nvidia, name: fields["Model"] ?? "NVIDIA card", memory: nil,
                driver: version.map { "nvidia \($0)" })
        }
    }

    /// Returns the display devices on the PCI bus. Only `amdgpu` reports a card's memory.
    static func pciCards(_ files: SystemFiles) -> [GraphicsCard] {
        let bus = "sys/bus/pci/devices"
        return files.names(in: bus).compactMap { device in
            let folder = "\(bus)/\(device)"
            // Class 03 is display: VGA, 3D and others (PCI Code and ID Assignment Specification).
            guard files.line("\(folder)/class")?.hasPrefix("0x03") == true,
                let maker = files.line("\(folder)/vendor").flatMap(Maker.init(vendor:))
            else { return nil }
            let driver = files.fields(of: "\(folder)/uevent", separator: "=")["DRIVER"]
            let identifier = files.line("\(folder)/device").map { " \($0)" } ?? ""
            return GraphicsCard(
                maker: maker,
                name: files.line("\(folder)/product_name") ?? "\(maker.rawValue) card\(identifier)",
                memory: files.line("\(folder)/mem_info_vram_total").flatMap { Int($0) }, driver: driver)
        }
    }
}

extension GraphicsCard.Maker {
    /// Returns the maker of a PCI vendor id; `nil` for other makers.
    fileprivate init?(vendor: String) {
        switch vendor {
        case "0x10de": self = .nvidia
        case "0x1002": self = .amd
        case "0x8086": self = .intel
        default: return nil
        }
    }
}
