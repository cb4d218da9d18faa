import Engines
import Foundation
import Testing

@testable import Analysis

@Suite struct DeviceTests {
    typealias Device = AnalysisSettings.Device

    @Test(arguments: [
        ("auto", Device.auto), ("cpu", .cpu), ("CPU", .cpu), ("mps", .mps), ("cuda", .cuda([0])),
        ("cuda:0", .cuda([0])),
        ("CUDA:1", .cuda([1])), ("cuda:0,1", .cuda([0, 1])), ("cuda:3,1,2", .cuda([3, 1, 2])),
    ])
    func isRead(text: String, device: Device) throws {
        #expect(Device(rawValue: text) == device)
        #expect(Device(rawValue: device.rawValue) == device)
        #expect(try JSONDecoder().decode([Device].self, from: JSONEncoder().encode([device])) == [device])
        #expect(try String(decoding: JSONEncoder().encode([device]), as: UTF8.self) == "[\"\(device.rawValue)\"]")
    }

    @Test(arguments: [
        "", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:0,", "cuda:0,0", "cuda:0;1", "cuda:1.5", "cuda:64", "cuda0",
        "mps:0",
        "cuda:99999999999999999999",
    ])
    func nonsenseIsRefused(text: String) {
        #expect(Device(rawValue: text) == nil)
    }

    @Test func enginesHaveOneDeviceEach() {
        #expect(Device.cuda([2, 0]).engineDevices == [.cuda(2), .cuda(0)])
        #expect(Device.auto.engineDevices.isEmpty)
        #expect(EngineDevice.cuda(2).name == "cuda:2")
    }
}
