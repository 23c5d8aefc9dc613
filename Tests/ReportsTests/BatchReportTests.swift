import Foundation
import Reports
import SpeechTasks
import Testing

/// The figures of a batch and their forms.
@Suite
struct BatchReportTests {
    private static func report(
        spent: String, audio: Duration, name: String = "lines"
    ) throws -> BatchReport {
        var report = BatchReport(name: name, service: "emulator")
        report.surelySpent = try #require(Money(spent))
        report.atMostSpent = report.surelySpent
        report.audioMilliseconds = Int(audio / .milliseconds(1))
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
        #expect(report.table.contains("\(perHour) CNY an hour"))
    }

    @Test("without audio there is no money per hour, and its field is empty or null")
    func noAudio() throws {
        let report = try Self.report(spent: "1.00", audio: .zero)
        #expect(report.surelySpentPerHour == nil)
        #expect(!report.table.contains("an hour"))
        let object = try object(report.row.json)
        #expect(object["cny_per_audio_hour"] is NSNull)
    }

    @Test("the bounds stand apart, with the assumption the upper one rests on")
    func bounds() throws {
        var report = try Self.report(spent: "1.00", audio: .seconds(60))
        report.atMostSpent = try #require(Money("1.15"))
        #expect(report.table.contains("1.00 CNY"))
        #expect(report.table.contains("1.15 CNY (if refused calls are free"))
        report.chargesRefusals = true
        #expect(report.table.contains("refused calls are counted as charged"))
    }

    @Test("calls are listed by outcome, in one order, and their share of refusals is given")
    func outcomes() throws {
        var report = BatchReport(name: "lines", service: "emulator")
        report.calls = ["unknown": 1, "succeeded": 6, "throttled": 3]
        report.runMilliseconds = 120_000
        #expect(report.callCount == 10)
        #expect(report.throttledShare == 0.3)
        #expect(report.callsPerMinute == 3)
        #expect(
            report.table.contains("6 succeeded, 3 refused for pace, 1 of unknown outcome"))
        #expect(report.table.contains("30.0 % refused for pace"))
    }

    @Test("the sum over batches adds counts, calls, money and time")
    func sum() throws {
        var first = try Self.report(spent: "1.00", audio: .seconds(3600))
        first.done = 3
        first.calls = ["succeeded": 20]
        var second = try Self.report(spent: "0.50", audio: .seconds(3600))
        second.done = 2
        second.calls = ["succeeded": 10, "unknown": 1]
        let sum = BatchReport.sum([first, second], service: "emulator")
        #expect(sum.done == 5)
        #expect(sum.calls == ["succeeded": 30, "unknown": 1])
        #expect(sum.surelySpent == Money("1.50"))
        #expect(sum.surelySpentPerHour == Money("0.75"))
    }

    @Test("the sum of no batches is empty, not an error")
    func emptySum() {
        #expect(BatchReport.sum([], service: "emulator").surelySpent == .zero)
        #expect(BatchReport.sum([], service: "emulator").table.contains("0 done"))
    }

    @Test("in JSON money is an exact decimal string and counts are integers")
    func json() throws {
        var report = try Self.report(spent: "12.345", audio: .seconds(3600), name: "有声“书”")
        report.done = 7
        report.calls = ["succeeded": 2, "throttled": 1]
        let json = report.row.json
        #expect(!json.contains("\n"))
        #expect(json.contains(#""done":7"#))
        #expect(json.contains(#""surely_spent_cny":"12.345""#))
        #expect(json.contains(#""throttled_share":0.3333"#))
        #expect(try object(json)["batch"] as? String == "有声“书”")
    }

    @Test("CSV has one heading and as many fields as names")
    func csv() throws {
        let report = try Self.report(spent: "0.05", audio: .seconds(1), name: "one, \"two\"")
        #expect(report.row.csvHeading.hasPrefix("batch,service,done,failed,held"))
        #expect(report.row.csv.hasPrefix("\"one, \"\"two\"\"\",emulator,0,"))
        #expect(report.row.names.count == report.row.values.count)
    }

    private func object(_ json: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return try #require(value as? [String: Any])
    }
}
