import Testing

@testable import Labelling

struct ServedAddressTests {
    @Test(arguments: ["127.0.0.1:8044", "localhost:8044"]) func ownNamesAreItsOwn(authority: String) {
        let address = ServedAddress()
        address.set(port: 8044)
        #expect(address.isOwn(authority))
    }

    @Test(arguments: [
        "evil.example:8044", "127.0.0.1:80", "127.0.0.1", "localhost.evil.example:8044", "[::1]:8044", "",
    ])
    func othersAreNot(authority: String) {
        let address = ServedAddress()
        address.set(port: 8044)
        #expect(!address.isOwn(authority))
    }
}
