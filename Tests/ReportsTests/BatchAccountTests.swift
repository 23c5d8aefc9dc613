import ReportForms
import Foundation
import Ledger
import Reports
import SpeechTasks
import Testing

/// The figures of a batch and their forms.
@Suite
struct BatchAccountTests {
    private static func report(
        spent: String, audio: Duration, name: String = "lines"
    ) throws -> BatchAccount {
        var report = BatchAccount(name: name, service: "emulator")
        report.calls.surelySpent = try #require(Money(spent))
        report.calls.atMostSpent = report.calls.surelySpent
        report.times.audioMilliseconds = Int(audio / .milliseconds(1))
        return report
    }

    @Test(
        "money per hour of audio is what was surely spent over the tracks' length",
        arguments: [
            ("1.00", Duration.seconds(3600), "1.00"), ("0.05", .seconds(1800), "0.10"),
            ("0.05", .seconds(7), "25.714"), ("12.344", .seconds(36_000), "1.234"),
        ])
    func moneyPerHour(spent: String, audio: Duration, perHour: String) throws {
        let report = try Self.report(spent: spent, audio: audio)
        #expect(report.surelySpentPerHour == Money(perHour))
        #expect(report.reportTable.contains("\(perHour) CNY an hour"))
    }

    @Test("without audio there is no money per hour, and its field is empty or null")
    func noAudio() throws {
        let report = try Self.report(spent: "1.00", audio: .zero)
        #expect(report.surelySpentPerHour == nil)
        #expect(!report.reportTable.contains("an hour"))
        let object = try object(report.reportRow.json)
        #expect(object["cny_per_audio_hour"] is NSNull)
    }

    @Test("the bounds stand apart, with the assumption the upper one rests on")
    func bounds() throws {
        var report = try Self.report(spent: "1.00", audio: .seconds(60))
        report.calls.atMostSpent = try #require(Money("1.15"))
        #expect(report.reportTable.contains("1.00 CNY"))
        #expect(report.reportTable.contains("1.15 CNY (if refused calls are free"))
        report.chargesRefusals = true
        #expect(report.reportTable.contains("refused calls are counted as charged"))
    }

    @Test("calls are listed by outcome, in one order, and their share of refusals is given")
    func outcomes() throws {
        var report = BatchAccount(name: "lines", service: "emulator")
        report.calls.byState = [.unknown: 1, .succeeded: 6, .throttled: 3]
        report.times.milliseconds = 120_000
        #expect(report.calls.count == 10)
        #expect(report.throttledShare == 0.3)
        #expect(report.callsPerMinute == 3)
        #expect(
            report.reportTable.contains("6 succeeded, 3 refused for pace, 1 of unknown outcome"))
        #expect(report.reportTable.contains("30.0 % refused for pace"))
    }

    @Test("the sum over batches adds counts, calls, money and time")
    func sum() throws {
        var first = try Self.report(spent: "1.00", audio: .seconds(3600))
        first.progress.jobs[.done] = 3
        first.calls.byState = [.succeeded: 20]
        var second = try Self.report(spent: "0.50", audio: .seconds(3600))
        second.progress.jobs[.done] = 2
        second.calls.byState = [.succeeded: 10, .unknown: 1]
        let sum = BatchAccount.sum([first, second], service: "emulator")
        #expect(sum.jobs(.done) == 5)
        #expect(sum.calls.byState == [.succeeded: 30, .unknown: 1])
        #expect(sum.calls.surelySpent == Money("1.50"))
        #expect(sum.surelySpentPerHour == Money("0.75"))
    }

    @Test("the sum of no batches is empty, not an error")
    func emptySum() {
        #expect(BatchAccount.sum([], service: "emulator").calls.surelySpent == .zero)
        #expect(BatchAccount.sum([], service: "emulator").reportTable.contains("0 done"))
    }

    @Test("in JSON money is an exact decimal string and counts are integers")
    func json() throws {
        var report = try Self.report(spent: "12.345", audio: .seconds(3600), name: "有声“书”")
        report.progress.jobs[.done] = 7
        report.calls.byState = [.succeeded: 2, .throttled: 1]
        let json = report.reportRow.json
        #expect(!json.contains("\n"))
        #expect(json.contains(#""done":7"#))
        #expect(json.contains(#""surely_spent_cny":"12.345""#))
        #expect(json.contains(#""throttled_share":0.3333"#))
        #expect(try object(json)["batch"] as? String == "有声“书”")
    }

    @Test("CSV has one heading and as many fields as names")
    func csv() throws {
        let report = try Self.report(spent: "0.05", audio: .seconds(1), name: "one, \"two\"")
        #expect(report.reportRow.csvHeading.hasPrefix("batch,service,done,failed,held"))
        #expect(report.reportRow.csv.hasPrefix("\"one, \"\"two\"\"\",emulator,0,"))
        #expect(report.reportRow.names.count == report.reportRow.values.count)
    }

    private func object(_ json: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return try #require(value as? [String: Any])
    }
}
