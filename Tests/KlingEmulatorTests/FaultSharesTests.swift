import KlingEmulator
import Testing

@Suite struct FaultSharesTests {
    @Test("a list gives each fault its share")
    func list() throws {
        let shares = try FaultShares("500-before:0.02, drop-after:0.01,http-429-1102:0").shares
        #expect(shares == [.serverErrorBefore: 0.02, .dropAfter: 0.01, .outOfCredit: 0])
        #expect(try FaultShares("").shares.isEmpty)
    }

    @Test("all-healing is split over every fault that heals, and no other")
    func allHealing() throws {
        let shares = try FaultShares("all-healing:0.29,expired:0.5,500-after:0.1").shares
        #expect(shares.count == 30)
        #expect(shares[.expired] == 0.5)
        #expect(shares[.outOfCredit] == nil)
        #expect(abs((shares[.cutAudio] ?? 0) - 0.01) < 1e-9)
        #expect(abs((shares[.serverErrorAfter] ?? 0) - 0.11) < 1e-9)
    }

    @Test("every fault may be named", arguments: Fault.allCases)
    func everyName(fault: Fault) throws {
        #expect(try FaultShares("\(fault.rawValue):0.5").shares == [fault: 0.5])
    }

    @Test(
        "a wrong list is an error that shows the entry",
        arguments: [
            ("500:0.1", "500:0.1"), ("500-before", "500-before"), ("truncated:2", "truncated:2"),
            ("truncated:-1", "truncated:-1"), ("truncated:x", "truncated:x"),
            ("expired:0.1,expired:0.1", "expired:0.1"), ("expired:0.6,truncated:0.6", "1.2"),
            ("truncated:nan", "truncated:nan"),
        ])
    func wrong(list: String, shown: String) throws {
        let error = #expect(throws: EmulatorError.self) { try FaultShares(list) }
        #expect(try #require(error).description.contains(shown))
    }
}
