import BatchPlanning
import Foundation
import Ledger
import ReportForms
import Reports
import SQLiteConnection
import SpeechTasks
import Testing

@testable import BatchRun
@testable import WorkerPool

/// What plans and runs say of the pace.
@Suite(.timeLimit(.minutes(10)))
struct PaceTellingTests {
    private static let window = LearnedPace(window: PaceWindow(calls: 30, seconds: 60))

    @Test(
        "a plan names the limit that is known, and the time as a range",
        arguments: [
            (window, nil, "30 calls a minute: 200 calls take 6 to 7 min", 360, 420),
            (
                window, 0.25,
                "30 calls a minute, 15 calls a minute (--rate): 200 calls take 13 min", 800,
                800
            ),
            (
                LearnedPace(), 0.25, "15 calls a minute (--rate): 200 calls take 13 min", 800,
                800
            ),
            (
                LearnedPace(atOnce: 3), nil, "3 at once; how long a call takes is not known", nil,
                nil
            ),
            (LearnedPace(), nil, "unknown until this account's pace is known", nil, nil),
        ] as [(LearnedPace, Double?, String, Int?, Int?)])
    func plan(
        known: LearnedPace, rate: Double?, words: String, least: Int?, most: Int?
    ) async throws {
        try await TestBatch.with(knowsPace: false, .lines(200)) { batch, emulator in
            try await RunLedger.withLedger(at: batch.ledgerPath) { ledger in
                try await ledger.learn(
                    LearnedAccount(known), of: batch.account.name, at: .emulator)
            }
            let plan = try await batch.plan(at: emulator) { $0.calls.ratePerSecond = rate }
            #expect(plan.drawn(as: .table).contains(words), "\(plan.drawn(as: .table))")
            let json = try JSONSerialization.jsonObject(with: Data(plan.drawn(as: .json).utf8))
            let object = try #require(json as? [String: Any])
            #expect(object["expected_least_s"] as? Int == least)
            #expect(object["expected_most_s"] as? Int == most)
        }
    }

    @Test("a wait that the service asks for is announced once, with its end")
    func askedWait() {
        let waits = AskedWaits()
        let start = Date()
        func sentence(at: Int, until: Int) -> String? {
            let note = PaceNote(
                at: .seconds(at), what: "refused", limit: .asked(until: .seconds(until)))
            return waits.sentence(of: .pace(PaceEvent(note, since: start)))
        }
        let end = timeOfDay(start, .seconds(90))
        #expect(
            sentence(at: 0, until: 90)
                == "The service asks for a wait: no call goes before \(end).")
        #expect(sentence(at: 1, until: 91) == nil)
        #expect(sentence(at: 90, until: 100) == nil)
        #expect(sentence(at: 100, until: 500) == nil)
        #expect(sentence(at: 200, until: 260) != nil)
    }

    @Test("a minute's limit is the one that was met most, with its latest numbers")
    func minutes() {
        let log = PaceLog()
        let minute = 1_800_000_000_000 / 60_000 * 60_000
        #expect(log.latest == nil)
        #expect(log.look(.atOnce(3), at: minute + 1) == nil)
        #expect(log.look(.rate(4), at: minute + 2000) == nil)
        #expect(log.look(.rate(5), at: minute + 59_999) == nil)
        let over = PaceLog.Minute(start: minute, limit: LimitFigures(.rate(5)))
        #expect(log.latest == over)
        #expect(log.look(.errors, at: minute + 60_000) == over)
        #expect(
            log.latest == PaceLog.Minute(start: minute + 60_000, limit: LimitFigures(.errors)))
    }
}
