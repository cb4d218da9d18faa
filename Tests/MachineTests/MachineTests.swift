import Foundation
import Testing

@testable import Machine

/// Machines other than this one, as their system files tell of them.
@Suite struct MachineTests {
    /// A folder with those files, that stands for the root of the other machine.
    private func machine(_ files: [String: String], _ check: (SystemFiles) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "machine-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try check(SystemFiles(root: root.path + "/"))
    }

    @Test func thisMachineHasCoresAndMemory() {
        let machine = Machine.probe()
        #expect(machine.processor.cores >= 1)
        #expect(machine.memory.total > 64 << 20 && machine.memory.usable <= machine.memory.total)
    }

    @Test func processorAndItsVectorUnits() throws {
        let cpuinfo = """
            processor\t: 0
            model name\t: Intel(R) Xeon(R) Platinum 8480+
            flags\t\t: fpu sse4_2 avx avx2 fma avx512f avx512_vnni amx_tile amx_int8

            processor\t: 1
            model name\t: other
            """
        try machine(["proc/cpuinfo": cpuinfo]) { files in
            let processor = Processor.probe(files)
            #expect(processor.name == "Intel(R) Xeon(R) Platinum 8480+")
            #expect(
                processor.vectorUnits
                    == ["SSE4.2", "AVX", "AVX2", "FMA", "AVX-512", "AVX-512 VNNI", "AMX", "AMX INT8"])
            #expect(processor.limit == nil)
        }
    }

    @Test func theStrictestLimitOfTheSecondVersionCounts() throws {
        let files = [
            "proc/meminfo": "MemTotal: 16000000 kB\nMemAvailable: 8000000 kB\n",
            "proc/self/cgroup": "0::/pod/box\n",
            "sys/fs/cgroup/pod/memory.max": "1073741824\n", "sys/fs/cgroup/pod/box/memory.max": "max\n",
            "sys/fs/cgroup/pod/cpu.max": "max 100000\n", "sys/fs/cgroup/pod/box/cpu.max": "150000 100000\n",
        ]
        try machine(files) { files in
            let memory = Memory.probe(files)
            #expect(memory.total == 16_384_000_000 && memory.limit == 1 << 30 && memory.usable == 1 << 30)
            #expect(Processor.probe(files).limit == 1.5)
        }
    }

    @Test func limitsOfTheFirstVersion() throws {
        let files = [
            "proc/meminfo": "MemTotal: 16000000 kB\nMemAvailable: 8000000 kB\n",
            "proc/self/cgroup": "4:memory:/a\n2:cpu,cpuacct:/a\n0::/\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/a/memory.limit_in_bytes": "2147483648\n",
            "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
        ]
        try machine(files) { files in
            #expect(Memory.probe(files).limit == 2 << 30)
            #expect(Processor.probe(files).limit == nil)
        }
    }

    @Test func cardsOfThreeMakers() throws {
        let bus = "sys/bus/pci/devices"
        let files = [
            "proc/driver/nvidia/version":
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu Feb 22 01:44:30 UTC 2024\n",
            "proc/driver/nvidia/gpus/0000:01:00.0/information": "Model: \t\t NVIDIA GeForce RTX 4090\nIRQ: 1\n",
            "\(bus)/0000:01:00.0/class": "0x030000\n", "\(bus)/0000:01:00.0/vendor": "0x10de\n",
            "\(bus)/0000:02:00.0/class": "0x038000\n", "\(bus)/0000:02:00.0/vendor": "0x1002\n",
            "\(bus)/0000:02:00.0/mem_info_vram_total": "17163091968\n",
            "\(bus)/0000:02:00.0/uevent": "DRIVER=amdgpu\nPCI_CLASS=38000\n",
            "\(bus)/0000:02:00.0/product_name": "AMD Radeon PRO W7800\n",
            "\(bus)/0000:03:00.0/class": "0x020000\n", "\(bus)/0000:03:00.0/vendor": "0x8086\n",
        ]
        try machine(files) { files in
            #expect(
                GraphicsCard.probe(files, library: nil) == [
                    GraphicsCard(
                        maker: .nvidia, name: "NVIDIA GeForce RTX 4090", memory: nil, driver: "nvidia 550.54.14"),
                    GraphicsCard(
                        maker: .amd, name: "AMD Radeon PRO W7800", memory: 17_163_091_968, driver: "amdgpu"),
                ])
        }
    }
}
