import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import Ledger
import Reports
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// Rows of lists that share calls, from the plan to their tracks.
@Suite(.timeLimit(.minutes(10)))
struct PackedRowTests {
    private static let rows = [
        ("a", "The door is open."), ("b", "Who goes there?"),
        ("c", "I have been waiting for you since the morning."),
        ("d", "Take this sword, it is dangerous to go alone."), ("e", "We ride at dawn."),
    ]

    private static func csv(_ rows: [(String, String)]) -> String {
        "id,text\n" + rows.map { "\($0.0),\"\($0.1)\"\n" }.joined()
    }

    private static func with(
        _ rows: [(String, String)] = rows, engine: AudioEngine = .silence,
        _ change: @escaping @Sendable (inout EmulatorSettings) throws -> Void = { _ in },
        _ body: (TestBatch, RunningEmulator, _ change: (inout RunSettings) -> Void) async throws
            -> Void
    ) async throws {
        try await TestBatch.with { batch in
            try batch.list(csv: csv(rows))
            try await withSilentEmulator {
                $0.audioEngine = engine
                try change(&$0)
            } perform: { emulator in
                try await body(batch, emulator) { settings in
                    settings.reading.defaults.voiceID = "oversea_male1"
                    settings.lists.packsRows = true
                    settings.lists.packConfidence = 0
                }
            }
        }
    }

    @Test(
        "one call becomes a track for each row, each as long as its text",
        .needs("espeak-ng", "ffmpeg"))
    func cut() async throws {
        try await Self.with(engine: .speech) { batch, emulator, pack in
            try await batch.finish(at: emulator, pack)
            #expect(try emulator.bill().count == 1)
            #expect(try batch.states() == ["done": 5])
            let jobs = try batch.jobs()
            let lengths = ["a", "b", "c", "d", "e"].compactMap {
                jobs["\($0).mp3"]?.durationMilliseconds
            }
            #expect(lengths.count == 5)
            // Twice the words take clearly longer.
            #expect(lengths[2] > 3 * lengths[1] / 2)
            #expect(lengths[3] > 3 * lengths[4] / 2)
            // How sure each cut is, is kept with its track.
            let sure = jobs.values.map { $0.fit.flatMap { RowCut(json: $0) }?.confidence }
            #expect(sure.allSatisfy { (0...1).contains($0 ?? -1) })
            #expect(try batch.report().films.isEmpty)
            #expect(try await batch.faultsFound() == [])
            try await batch.finish(at: emulator, pack)
            try FileManager.default.removeItem(atPath: batch.outputFolder + "/c.mp3")
            try await batch.finish(at: emulator, pack)
            #expect(batch.tracks().count == 5)
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test("rows whose cuts are in doubt are bought alone, once")
    func doubt() async throws {
        // Nothing is known about the places of words in silence.
        try await Self.with { batch, emulator, pack in
            func doubtful(_ settings: inout RunSettings) {
                pack(&settings)
                settings.lists.packConfidence = 0.5
                settings.budget = Money("5")
            }
            try await batch.finish(at: emulator, doubtful)
            #expect(try emulator.bill().count == 1 + Self.rows.count)
            #expect(try batch.states() == ["done": 5])
            try await batch.finish(at: emulator, doubtful)
            try FileManager.default.removeItem(atPath: batch.outputFolder + "/c.mp3")
            try await batch.finish(at: emulator, doubtful)
            #expect(try emulator.bill().count == 1 + Self.rows.count)
            #expect(try await batch.faultsFound() == [])
            let spoken = try batch.ledger { reader, row in
                var texts: [String] = []
                try reader.forEachSpokenJob(of: row.batch) { texts.append($0.text) }
                return texts
            }
            #expect(spoken == Self.rows.map { $0.1 })
            // A text that is new does not take the others into another call.
            try batch.list(csv: Self.csv(Self.rows + [("f", "New."), ("g", "Newer.")]))
            let plan = try await batch.plan(at: emulator, doubtful)
            #expect(plan.figures.callsToPay == 1)
            #expect(plan.figures.packs?.rows == 2)
        }
    }

    @Test("without a budget the plan is kept: what would be bought alone waits for another run")
    func promise() async throws {
        try await Self.with { batch, emulator, pack in
            func doubtful(_ settings: inout RunSettings) {
                pack(&settings)
                settings.lists.packConfidence = 0.5
                settings.maxUnknownSpend = .zero
            }
            let summary = try await batch.run(at: emulator, doubtful)
            #expect(summary.end.isSpendingReached)
            #expect(try emulator.bill().count == 1)
            // The shared call is paid for by now, and each row's doubt is known.
            try await batch.finish(at: emulator) { settings in
                doubtful(&settings)
                settings.budget = Money("5")
            }
            #expect(try emulator.bill().count == 1 + Self.rows.count)
            #expect(try batch.states() == ["done": 5])
        }
    }

    @Test(
        "a list that is edited pays for what is new, and keeps the calls its rows were cut out of",
        .needs("espeak-ng", "ffmpeg"))
    func edited() async throws {
        try await Self.with(engine: .speech) { batch, emulator, pack in
            try await batch.finish(at: emulator, pack)
            #expect(try emulator.bill().count == 1)
            var rows = Self.rows
            rows[1].1 = "Who stands there?"
            rows.insert(("new", "A line that was not there."), at: 0)
            rows.swapAt(3, 4)
            try batch.list(csv: Self.csv(rows))
            #expect(try await batch.plan(at: emulator, pack).figures.callsToPay == 1)
            try await batch.finish(at: emulator, pack)
            let new = "A line that was not there.\n\nWho stands there?"
            #expect(try emulator.bill().last?.characters == new.unicodeScalars.count)
            #expect(try emulator.bill().count == 2)
            #expect(try batch.states()["done"] == 6)
        }
    }

    @Test(
        "rows of a batch that is forgotten are cut out of the call that was paid for them",
        .needs("espeak-ng", "ffmpeg"))
    func forgotten() async throws {
        try await Self.with(engine: .speech) { batch, emulator, pack in
            try await batch.finish(at: emulator, pack)
            #expect(try emulator.bill().count == 1)
            try await forgetBatch(
                named: "lines", evenInDoubt: false, ledgerPath: batch.ledgerPath)
            func anew(_ settings: inout RunSettings) {
                pack(&settings)
                settings.outputFolder = batch.folder + "/again"
            }
            #expect(try await batch.plan(at: emulator, anew).figures.callsToPay == 0)
            try await batch.finish(at: emulator, anew)
            #expect(try batch.states() == ["done": 5])
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test(
        "rows that are paid for one by one stay so, and only the others share a call",
        .needs("espeak-ng", "ffmpeg"))
    func paidAlone() async throws {
        try await Self.with(Array(Self.rows.prefix(3)), engine: .speech) { batch, emulator, pack in
            try await batch.finish(at: emulator) { settings in
                pack(&settings)
                settings.lists.packsRows = false
            }
            try batch.list(csv: Self.csv(Self.rows))
            let figures = try await batch.plan(at: emulator, pack).figures
            #expect(figures.callsToPay == 1)
            #expect(figures.callsAlreadyPaid == 3)
            try await batch.finish(at: emulator, pack)
            #expect(try emulator.bill().count == 4)
        }
    }

    @Test(
        "what is kept of a row does not grow with the rows of its call, but where one has a blank line",
        arguments: [(nil, 0), ("One.\n\nTwo.", 201)])
    func kept(blank: String?, weights: Int) async throws {
        var rows = (1...200).map { ("r\($0)", "This is the sentence with the number \($0).") }
        if let blank { rows.append(("blank", blank)) }
        try await Self.with(rows) { batch, emulator, pack in
            try await batch.run(at: emulator) { settings in
                pack(&settings)
                settings.calls.maximumCharacters = 10_000
                settings.budget = .zero
            }
            var forms: [String] = []
            _ = try batch.ledger { reader, row in
                try reader.forEachSpokenJob(of: row.batch) { forms += [$0.trackForm ?? ""] }
            }
            #expect(forms.count == rows.count)
            #expect(
                forms.allSatisfy { TrackForm(json: $0)?.pack?.weights.count == weights })
            #expect(forms.allSatisfy { blank != nil || $0.utf8.count < 500 })
        }
    }

    @Test("a row that was called for in pieces, or has no reply yet, is in no shared call")
    func calledBefore() async throws {
        let long = "First sentence of many words. Second sentence of many words."
        try await Self.with([("long", long), ("a", "One."), ("b", "Two.")]) {
            batch, emulator, pack in
            try await batch.finish(at: emulator) { settings in
                pack(&settings)
                settings.lists.packsRows = false
                settings.calls.maximumCharacters = 40
            }
            let paid = try emulator.bill().count
            #expect(paid == 4)
            #expect(try await batch.plan(at: emulator, pack).figures.callsToPay == 0)
        }
        try await Self.with(
            [("a", "One."), ("b", "Two.")], { $0.faults = try FaultShares("drop-after:1") }
        ) { batch, emulator, pack in
            func held(_ settings: inout RunSettings) {
                pack(&settings)
                settings.holdsUnknown = true
            }
            try await batch.run(at: emulator) { settings in
                held(&settings)
                settings.lists.packsRows = false
            }
            #expect(try emulator.bill().count == 2)
            #expect(try await batch.plan(at: emulator, held).figures.callsToPay == 0)
        }
    }

    @Test(
        "where the account turns out to take shorter texts, no piece of a shared call is bought",
        .needs("espeak-ng", "ffmpeg"), arguments: [nil, Money("5")])
    func shorterTexts(budget: Money?) async throws {
        let rows = (1...8).map { ("r\($0)", "This is the sentence with the number \($0).") }
        try await Self.with(rows, engine: .speech, { $0.maximumCharacters = 120 }) {
            batch, emulator, pack in
            func packed(_ settings: inout RunSettings) {
                pack(&settings)
                settings.budget = budget
            }
            let first = try await batch.run(at: emulator, packed)
            #expect(first.end.isSpendingReached)
            #expect(try emulator.bill().isEmpty)
            #expect(try await batch.plan(at: emulator, packed).figures.callsToPay == 4)
            try await batch.finish(at: emulator, packed)
            #expect(try emulator.bill().count == 4)
            let lengths = try batch.jobs().values.compactMap(\.durationMilliseconds)
            #expect(lengths.count == 8)
            #expect(lengths.allSatisfy { (1_000...5_000).contains($0) })
            #expect(
                try await batch.plan(at: emulator) { settings in
                    packed(&settings)
                    settings.lists.packsRows = false
                }.figures.callsToPay == 8)
        }
    }
}
