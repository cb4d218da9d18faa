import CUDATesting
import Foundation
import Testing

@testable import GPU

/// The driver's wrapping, with a driver that stands in for NVIDIA's.
@Suite struct CUDATests {
    @Test func whatIsMissingIsSaid() throws {
        let error = try #require(throws: CUDAError.self) { try CUDADriver("libnothing.so.1") }
        #expect(error.description.hasPrefix("CUDA failed to open NVIDIA's driver: libnothing.so.1"))
        let old = try #require(throws: CUDAError.self) { try CUDADriver("libc.so.6") }
        #expect(old.context.contains("too old: it has no cu"))
    }

    @Test func aCardIsFoundOrNot() throws {
        let card = try StandInDriver.card(1)
        #expect(card.number == 1 && card.capability == 90)
        let error = try #require(throws: CUDAError.self) { try StandInDriver.card(9) }
        #expect(error.code == 101 && error.context == "invalid device ordinal")
    }

    @Test func memoryGoesThereAndBack() throws {
        let card = try StandInDriver.card(), stream = try CUDAStream(on: card)
        let there = try CUDAMemory([1, 2, 3, 4] as [UInt32], by: stream)
        let part = CUDAHostMemory(count: 8, for: card)
        try there.copy(to: part, from: 4, in: stream)
        try stream.wait()
        #expect(Array(part.bytes.bindMemory(to: UInt32.self)) == [2, 3])
        part.bytes.bindMemory(to: UInt32.self)[0] = 7
        let event = try CUDAEvent(on: card), other = try CUDAStream(on: card)
        try there.copy(from: part, in: stream)
        try event.record(in: stream)
        try other.wait(for: event)
        try there.copy(to: part, in: other)
        try other.wait()
        #expect(Array(part.bytes.bindMemory(to: UInt32.self)) == [7, 3])
    }

    @Test func noRoomIsToldApart() throws {
        let card = try StandInDriver.card()
        let error = try #require(throws: CUDAError.self) { try CUDAMemory(count: StandInDriver.most + 1, on: card) }
        #expect(error.isOutOfMemory && error.context == "out of memory")
        // The host's memory is only slower then.
        #expect(CUDAHostMemory(count: StandInDriver.most + 1, for: card).bytes.count == StandInDriver.most + 1)
    }

    @Test func kernelsThatDoNotFitAreRefused() throws {
        let card = try StandInDriver.card()
        let error = try #require(throws: CUDAError.self) { try PictureKernels.load([1, 2, 0], on: card) }
        #expect(error.code == 200)
    }

    @Test func kernelsAreKeptUnderAnotherNameForAnotherSource() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scorevision-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cache = KernelCache(folder: folder)
        let name = KernelCache.name(of: "a", capability: 90)
        #expect(name == "pictures-af63dc4c8601ec8c-sm_90.cubin")
        #expect(name != KernelCache.name(of: "b", capability: 90) && name != KernelCache.name(of: "a", capability: 89))
        #expect(cache.read(name) == nil)
        cache.write([1, 2, 3], name)
        #expect(cache.read(name) == [1, 2, 3])
        KernelCache(folder: nil).write([1], name)
        #expect(KernelCache(folder: nil).read(name) == nil)
    }

    @Test func withoutCUDAsCompilerThereIsNone() { #expect(KernelCompiler(["libnothing.so"]) == nil) }

    /// Where CUDA's compiler is at hand, it takes the kernels as they are, for older cards and newer ones.
    @Test(.enabled(if: KernelCompiler() != nil), arguments: [75, 80, 90])
    func cudasCompilerTakesTheKernels(capability: Int) throws {
        let compiler = try #require(KernelCompiler())
        #expect(try compiler.compile(PictureKernels.source, name: "pictures.cu", capability: capability).count > 1000)
        let error = try #require(throws: CUDAError.self) {
            try compiler.compile("__global__ void f() { nothing(); }", name: "wrong.cu", capability: capability)
        }
        #expect(error.context.contains("nothing"))
    }

    /// NV12 taken apart, sizes that are no multiple of a block included.
    @Test(arguments: [(64, 48), (62, 34), (101, 37), (1, 1)]) func chromaIsTakenApart(width: Int, height: Int) throws {
        let card = try StandInDriver.card(), stream = try CUDAStream(on: card)
        let (pitch, halves, rows) = (128, (width + 1) / 2, (height + 1) / 2)
        let luma = (0..<(pitch * height)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let pairs = (0..<(pitch * rows)).map { UInt8(truncatingIfNeeded: $0 &* 17 &+ 3) }
        let from = (try CUDAMemory(luma, by: stream), try CUDAMemory(pairs, by: stream))
        let to = try (0..<3).map { _ in
            try CUDAMemory([UInt8](repeating: 99, count: pitch * (height + 1)), by: stream)
        }
        try PictureKernels.of(card, cacheFolder: nil).unpack.launch(
            [
                from.0.address, UInt64(pitch), from.1.address, UInt64(pitch), to[0].address, to[1].address,
                to[2].address, UInt64(pitch), UInt64(pitch), UInt64(width), UInt64(height),
            ], width: halves, height: rows, in: stream)
        withExtendedLifetime(from) {}
        let planes = try to.map { memory in
            let host = CUDAHostMemory(count: memory.count, for: card)
            try memory.copy(to: host, in: stream)
            return [UInt8](host.bytes)
        }
        for y in 0..<(height + 1) {
            for x in 0..<pitch {
                let isInside = x < width && y < height
                #expect(planes[0][y * pitch + x] == (isInside ? luma[y * pitch + x] : 99))
                let isChroma = x < halves && y < rows
                #expect(planes[1][y * pitch + x] == (isChroma ? pairs[y * pitch + 2 * x] : 99))
                #expect(planes[2][y * pitch + x] == (isChroma ? pairs[y * pitch + 2 * x + 1] : 99))
            }
        }
    }
}
