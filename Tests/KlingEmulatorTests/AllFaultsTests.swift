import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What holds for every fault, in every form.
@Suite(.timeLimit(.minutes(10)))
struct AllFaultsTests {
    /// Through curl, which takes any bytes, as some faults are no HTTP.
    @Test(
        "a fault is charged as it says, in every form", .needs("curl"), arguments: Fault.allCases,
        EmulatorForm.allCases)
    func charged(fault: Fault, form: EmulatorForm) async throws {
        let settings = try EmulatorSettings.silent {
            $0.form = form
            $0.faults = try FaultShares("\(fault.rawValue):1")
            $0.noAnswerHold = .milliseconds(1)
        }
        try await withEmulator(settings) { emulator in
            _ = try await Tool.curl.run([
                "-s", "-H", "Authorization: Bearer token", emulator.address + form.path,
                "-d", #"{"text": "Hello.", "voice_id": "v"}"#,
            ])
            #expect(try emulator.bill().count == (fault.isCharged ? 1 : 0))
        }
    }

    @Test("what stays as it is in another call or stops a batch does not heal")
    func healing() {
        let stubborn: [Fault] = [
            .noAddress, .dataNull, .otherForm, .huge, .html200, .empty200, .secondsForMilliseconds,
            .zeroDuration, .truncatedSpeech, .sameAudio, .noRoute, .outOfCredit, .quotaNotEnough,
            .badAudio, .expired, .nested1301, .kling1102, .kling1304,
        ]
        #expect(stubborn.allSatisfy { !$0.heals })
        let passing: [Fault] = [
            .serverErrorAfter, .dropAfter, .tlsBreak, .resetAfter, .garbageAfter, .saturated,
            .nested1302, .getChannelFailed, .cutAudio,
        ]
        #expect(passing.allSatisfy { $0.heals })
    }

    @Test("the documentation has a row for every fault, with its price and whether it heals")
    func documented() throws {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: folder.appendingPathComponent("docs/emulator.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").map { row in
            row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        for fault in Fault.allCases {
            let row = rows.first { $0.first == "`\(fault.rawValue)`" }
            #expect(
                row.map { Array($0.suffix(2)) }
                    == [fault.isCharged ? "yes" : "no", fault.heals ? "yes" : "no"],
                "\(fault.rawValue)")
        }
    }
}
