import BatchPlanning
import Foundation
import JobLists
import Ledger
import SpeechTasks
import TestSupport
import Testing

/// What a plan comes to.
@Suite(.timeLimit(.minutes(10)))
struct PlanFigureTests {
    @Test("equal texts in one voice are one call, whatever they are called")
    func equalTexts() async throws {
        let list = "id,text,voice,speed\na,Hi.,,\nb, Hi. ,,1.0\nc,Hi.,uk_man2,\nd,Hi.,,0.9\n"
        let planned = try await planned("l.csv", list)
        #expect(planned.plan.figures.jobs == 4)
        #expect(planned.plan.figures.tasks == 3)
        #expect(planned.plan.figures.callsToPay == 3)
        #expect(planned.plan.cost == 3 * .documentedCallPrice)
        #expect(planned.jobs[0].tasks == planned.jobs[1].tasks)
        #expect(planned.jobs.map(\.output) == ["a.mp3", "b.mp3", "c.mp3", "d.mp3"])
    }

    @Test("characters are counted in scalars, and over all jobs")
    func characters() async throws {
        let planned = try await planned("l.csv", "text\nHi 👋\n你好\n")
        #expect(planned.plan.figures.characters == 6)
        #expect(planned.jobs.map(\.characters) == [4, 2])
    }

    @Test("a price of one's own is the price of each call")
    func price() async throws {
        let planned = try await planned("l.csv", "text\none\ntwo\n") {
            $0.price = Money(thousandths: 12)
        }
        #expect(planned.plan.cost == Money(thousandths: 24))
        #expect(planned.plan.expectedDuration == nil)
    }

    @Test("the time is told where a rate is asked for")
    func time() async throws {
        let planned = try await planned("l.csv", "text\none\ntwo\n") {
            $0.calls.ratePerSecond = 0.5
        }
        #expect(planned.plan.expectedDuration == .seconds(4))
    }

    @Test(
        "a text longer than a call takes is cut at its sentences, one of the length is not",
        arguments: [(29, 2), (30, 1), (1000, 1)])
    func limit(characters: Int, calls: Int) async throws {
        let planned = try await planned("l.csv", "text\nThis is one. And this is two..\n") {
            $0.calls.maximumCharacters = characters
        }
        #expect(planned.jobs[0].tasks.count == calls)
        #expect(planned.plan.figures.callsToPay == calls)
        let said = planned.jobs[0].tasks.map(\.text).joined(separator: " ")
        #expect(said == "This is one. And this is two..")
    }

    @Test(
        "the form's limit counts where it is lower than what was asked for, in bytes too",
        arguments: [
            ("page", 10_000, nil), ("gateway", 1000, 1000), ("kling", 1000, nil),
        ] as [(String, Int, Int?)])
    func formLimit(form: String, characters: Int, bytes: Int?) throws {
        var calls = CallSettings()
        calls.form = form
        let callee = try Callee(calls, learned: LearnedAccount())
        #expect(callee.textLimit.characters == characters)
        #expect(callee.textLimit.bytes == bytes)
        calls.maximumCharacters = 500
        #expect(try Callee(calls, learned: LearnedAccount()).textLimit.characters == 500)
    }

    @Test("a chapter is a job, and the book's figures are those of its chapters")
    func book() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tale.md"
            try "# Tale\n\n## One\n\nIt was night.\n\n## Two\n\nIt was day.\n"
                .write(toFile: path, atomically: true, encoding: .utf8)
            var settings = RunSettings(
                inputs: [path], batchName: "tale", outputFolder: folder + "/tracks",
                ledgerPath: folder + "/ledger.sqlite", calls: CallSettings())
            settings.reading.defaults.voiceID = "calm_story1"
            let plan = try await planBatch(settings, account: nil)
            #expect(plan.books.map(\.title) == ["Tale"])
            let chapters = try #require(plan.books.first?.chapters)
            #expect(chapters.map(\.title) == ["One", "Two"])
            #expect(chapters.map(\.calls).reduce(0, +) == plan.figures.callsToPay)
            #expect(chapters.map(\.characters).reduce(0, +) == plan.figures.characters)
        }
    }
}
