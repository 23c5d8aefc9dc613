import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import SpeechTasks
import Testing

/// The longest text of a call is found from refusals and time-outs, and kept.
@Suite(.timeLimit(.minutes(10)))
struct TextLengthTests {
    private static func text(_ name: String, sentences: Int) -> String {
        (1...sentences).map { "In the \(name), this is sentence number \($0)." }
            .joined(separator: " ")
    }

    @Test("a text past the service's limit is cut until it passes")
    func refusedForLength() async throws {
        let story = Self.text("story", sentences: 40)
        try await TestBatch.with([ListedJob(id: "story", text: story)]) {
            $0.maximumCharacters = 400
        } perform: { batch, emulator in
            try await batch.finish(at: emulator) { $0.budget = Money("5") }
            let job = try #require(try batch.jobs()["story.mp3"])
            #expect(job.state == .done)
            #expect(job.taskCount > 3)
            #expect(try await batch.faultsFound() == [])

            let bill = try emulator.bill()
            #expect(bill.count == job.taskCount)
            #expect(bill.allSatisfy { $0.characters <= 400 })
            #expect(Set(texts(of: bill)).count == bill.count)
            #expect(try batch.calls().atMostSpent == bill.count * .documentedCallPrice)
        }
    }

    @Test("a limit that makes the rest dearer than its plan ends the run, which then goes on anew")
    func planIsAPromise() async throws {
        let jobs = ["one", "two", "three"].map { name in
            ListedJob(id: name, text: Self.text(name, sentences: 40))
        }
        try await TestBatch.with(jobs) {
            $0.maximumCharacters = 400
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator)
            guard case .spendingReached(.plan(let was, let now, _, _)) = summary.end else {
                Issue.record("the run did not end at its plan: \(summary.end)")
                return
            }
            #expect(was == Money("0.15"))
            #expect(now > was)
            #expect(try emulator.bill().isEmpty)

            let second = try await batch.run(at: emulator)
            #expect(second.end == .finished)
            #expect(try emulator.bill().count * .documentedCallPrice == now)
        }
    }

    @Test("the length that was learned stands in the ledger and holds for the next plan")
    func learnedLengthIsKept() async throws {
        let story = Self.text("story", sentences: 40)
        try await TestBatch.with([ListedJob(id: "story", text: story)]) {
            $0.maximumCharacters = 400
        } perform: { batch, emulator in
            try await batch.run(at: emulator) { $0.budget = Money("5") }
            let length = try #require(try batch.learned().textLimit?.characters)
            #expect((200...400).contains(length))

            let paid = try emulator.bill().count
            #expect(try await batch.plan(at: emulator).figures.callsToPay == 0)
            let tale = Self.text("tale", sentences: 40)
            try batch.list([
                ListedJob(id: "story", text: story), ListedJob(id: "tale", text: tale),
            ])
            let plan = try await batch.plan(at: emulator)
            #expect(plan.callee.textLimit.characters == length)
            batch.events.clear()
            try await batch.run(at: emulator)
            #expect(batch.events.calls.allSatisfy { $0.outcome == .succeeded })
            #expect(try emulator.bill().count == paid + plan.figures.callsToPay)
        }
    }

    @Test("two long texts that time out in a row halve the length")
    func gatewayCut() async throws {
        let jobs = ["first", "second"].map { name in
            ListedJob(id: name, text: String(Self.text(name, sentences: 100).prefix(3999)))
        }
        try await TestBatch.with(jobs) {
            $0.gatewayCut = .milliseconds(1000)
            $0.latencyPerCharacter = .microseconds(300)
        } perform: { batch, emulator in
            let summary = try await batch.run(at: emulator) {
                $0.calls.maximumCharacters = 4000
                $0.budget = Money("5")
            }
            #expect(summary.end == .finished)
            #expect(try batch.states() == ["done": 2])
            let length = try #require(try batch.learned().textLimit?.characters)
            #expect((1900...2000).contains(length))
            let calls = try batch.calls()
            #expect(calls.byState[.unknown] == 2)
            try batch.expectBillWithinBounds(try emulator.bill())
            #expect(try await batch.faultsFound() == [])
        }
    }
}
