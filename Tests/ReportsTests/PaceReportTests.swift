import BatchRun
import Foundation
import Ledger
import ReportForms
import Reports
import SpeechTasks
import Testing
@testable import WorkerPool

/// What reports say of the pace.
@Suite
struct PaceReportTests {
    @Test(
        "a limit is said in words, and is the same after it was kept",
        arguments: [
            (PaceLimit.settings(atOnce: 20), "nothing but --concurrency, 20 at once"),
            (.settingsRate(0.5), "30 calls a minute (--rate)"),
            (.growing(ratePerSecond: 2, atOnce: 4), "nothing yet"),
            (.rate(5), "5 calls a second"), (.rate(1.0 / 6), "10 calls a minute"),
            (.window(calls: 30, length: .seconds(60), opensAt: nil), "30 calls a minute"),
            (.window(calls: 1, length: .seconds(600), opensAt: nil), "1 call in 600 s"),
            (.atOnce(3), "3 at once"),
            (.asked(until: .seconds(9)), "a wait that the service asked for"),
            (.refused(until: .seconds(9)), "refusals of a limit not known yet"),
            (.errors, "errors: nothing got through"),
        ])
    func words(limit: PaceLimit, words: String) throws {
        let figures = LimitFigures(limit)
        #expect(figures.words == words)
        #expect(LimitFigures(json: figures.json) == figures)
    }

    @Test("the report says what limited the run, and gives calls and limit over time as JSON")
    func overTime() throws {
        var account = BatchAccount(name: "lines", service: "emulator")
        let window = LimitFigures(.window(calls: 30, length: .seconds(60), opensAt: nil))
        account.pace.minutes = [
            .init(
                start: 60_000, calls: [.succeeded: 28, .throttled: 4, .unknown: 1],
                limit: LimitFigures(.growing(ratePerSecond: 2, atOnce: 3))),
            .init(start: 120_000, calls: [.succeeded: 30], limit: window),
            .init(start: 180_000, calls: [.succeeded: 30], limit: window),
            .init(start: 240_000, calls: [.succeeded: 2], limit: nil),
        ]
        #expect(
            account.reportTable.contains(
                "limited by      30 calls a minute (2 of 3 min), nothing yet (1 of 3 min)"))
        let json = try JSONSerialization.jsonObject(
            with: Data(account.report(as: .json).utf8))
        let object = try #require(json as? [String: Any])
        let minutes = try #require(object["pace"] as? [[String: Any]])
        #expect(minutes.map { $0["succeeded"] as? Int } == [28, 30, 30, 2])
        #expect(minutes.map { $0["throttled"] as? Int } == [4, 0, 0, 0])
        #expect(minutes.map { $0["other"] as? Int } == [1, 0, 0, 0])
        #expect(minutes[1]["limit"] as? String == "30 calls a minute")
        #expect(minutes[1]["limit_calls"] as? Int == 30)
        #expect(minutes[3]["limit"] is NSNull)
    }

    @Test("status and report say what the account takes, and how long the calls left take")
    func learned() throws {
        var account = BatchAccount(name: "lines", service: "emulator")
        account.progress.tasks[.waiting] = 200
        #expect(!account.status(as: .table).contains("pace"))
        let known = LearnedPace(window: PaceWindow(calls: 30, seconds: 60))
        account.pace.learned = LearnedAccount(known)
        #expect(
            account.status(as: .table).contains("30 calls a minute: 200 calls left, 6 to 7 min"))
        #expect(account.reportTable.contains("30 calls a minute: 200 calls left, 6 to 7 min"))
        account.progress.tasks[.waiting] = 0
        #expect(account.status(as: .table).contains("30 calls a minute\n"))
    }

    @Test("a decision is explained with its time, its reason and the limit from then on")
    func explained() throws {
        let note = PaceNote(
            at: .seconds(2), what: "refused: the 31st call within 60 s",
            limit: .window(calls: 30, length: .seconds(60), opensAt: .seconds(60)))
        let event = PaceEvent(note, since: Date(timeIntervalSince1970: 0))
        #expect(
            event.sentence.contains(
                " pace: refused: the 31st call within 60 s; limit: 30 calls a minute, "
                    + "the next call at "))
        let json = try #require(RunEvent.pace(event).json)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["event"] as? String == "pace")
        #expect(object["decided_at"] as? Int == 2000)
        #expect(object["opens_at"] as? Int == 60_000)
        #expect(object["limit_kind"] as? String == "window")
    }
}
