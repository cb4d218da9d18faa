import Testing

@testable import Download

@Suite struct HostPolicyTests {
    private let outside = ["93.184.216.34", "2606:2800:220:1::1"].compactMap(IPAddress.init)
    private let inside = ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fd00::1"]
        .compactMap(IPAddress.init)

    @Test(arguments: [
        (["scoredata.me"], "https://scoredata.me/a", true), (["ScoreData.me."], "https://SCOREDATA.ME./a", true),
        (["scoredata.me"], "https://www.scoredata.me/a", false), (["scoredata.me"], "https://xscoredata.me/a", false),
        (["scoredata.me"], "https://scoredata.me.evil.example/a", false),
        (["*.scoredata.me"], "https://www.scoredata.me/a", true), (["*.scoredata.me"], "https://scoredata.me/", false),
        (["*.scoredata.me"], "https://evilscoredata.me/", false), (["*"], "https://anything.example/", true),
        ([], "https://scoredata.me/", false), ([""], "https://scoredata.me/", false), (["*."], "https://a.b/", false),
        (["1.2.3.4"], "http://1.2.3.4/", true), (["[2606::1]"], "http://[2606::1]/", true),
    ])
    func onlyHostsOnTheList(hosts: [String], url: String, isAdmitted: Bool) throws {
        let policy = PublicHostPolicy(allowedHosts: hosts)
        let url = try ClipURL(url)
        if isAdmitted {
            try policy.admit(url)
        } else {
            let error = #expect(throws: DownloadError.self) { try policy.admit(url) }
            #expect(error?.code == .hostRefused)
        }
    }

    @Test func onlyPublicAddresses() throws {
        let policy = PublicHostPolicy(allowedHosts: ["*"])
        let url = try ClipURL("http://a.example/")
        #expect(try policy.addresses(for: url, among: outside) == outside)
        #expect(try policy.addresses(for: url, among: inside + outside) == outside)
        for address in inside {
            let error = #expect(throws: DownloadError.self) { try policy.addresses(for: url, among: [address]) }
            #expect(error?.code == .addressRefused)
        }
        #expect(throws: DownloadError.self) { try policy.addresses(for: url, among: []) }
    }

    @Test func privateAddressesWhereTheyAreAllowed() throws {
        let policy = PublicHostPolicy(allowedHosts: ["*"], allowsPrivateAddresses: true)
        #expect(try policy.addresses(for: ClipURL("http://a.example/"), among: inside) == inside)
    }

    @Test func theCommandLineGoesAnywhere() throws {
        let url = try ClipURL("http://localhost/")
        try AnyHostPolicy().admit(url)
        #expect(try AnyHostPolicy().addresses(for: url, among: inside) == inside)
    }

    @Test func theSystemKnowsThisMachine() async throws {
        let addresses = try await SystemResolver().addresses(of: "localhost")
        #expect(!addresses.isEmpty && addresses.allSatisfy { $0.scope == .loopback })
        // A notation that some systems read as 127.0.0.1: what comes of it is judged, not what it looks like.
        let odd = try? await SystemResolver().addresses(of: "2130706433")
        #expect(odd?.allSatisfy { $0.scope == .loopback } ?? true)
        let error = await #expect(throws: DownloadError.self) {
            try await SystemResolver().addresses(of: "nosuch.invalid")
        }
        #expect(error?.code == .nameNotFound)
    }

    @Test(arguments: [false, true]) func aResolverThatIsBusyIsAskedAgain(isBusy: Bool) {
        var error = DownloadError(.nameNotFound, "The host name cannot be resolved.")
        error.isTemporary = isBusy
        #expect(TransferFailure(error).isWorthRetrying == isBusy)
    }
}
