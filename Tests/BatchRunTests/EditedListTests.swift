import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import Reports
import SpeechTasks
import Testing

/// What is paid for again when a list, a title or the limit changes: only what is new.
@Suite(.timeLimit(.minutes(10)))
struct EditedListTests {
    @Test("rows moved, renamed and added pay only for new text")
    func editsPayForNewText() async throws {
        try await TestBatch.with(.lines(4)) { batch, emulator in
            try await batch.run(at: emulator)
            var jobs = Array([ListedJob].lines(4).reversed())
            jobs[0].id = "another-name"
            jobs.insert(ListedJob(id: "new", text: "This text is new."), at: 1)
            try batch.list(jobs)
            #expect(try await batch.plan(at: emulator).cost == Money("0.05"))
            try await batch.finish(at: emulator)
            #expect(try emulator.bill().count == 5)
            #expect(try batch.states() == ["done": 5, "dropped": 1])
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("a row whose text changed gets another track under its name")
    func changedText() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.run(at: emulator)
            let old = try #require(try batch.jobs()["line-1.mp3"]?.sha256)
            var jobs = [ListedJob].lines(2)
            jobs[0].text = "Something else, and rather longer than what stood here before."
            try batch.list(jobs)
            try await batch.run(at: emulator)
            let job = try #require(try batch.jobs()["line-1.mp3"])
            #expect(job.state == .done)
            #expect(job.sha256 != old)
            #expect(try emulator.bill().count == 3)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("two rows that change places under each other's names pay nothing")
    func swappedNames() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.run(at: emulator)
            let old = try batch.jobs().mapValues(\.sha256)
            var jobs = [ListedJob].lines(2)
            (jobs[0].id, jobs[1].id) = (jobs[1].id, jobs[0].id)
            try batch.list(jobs)
            try await batch.finish(at: emulator)
            let new = try batch.jobs().mapValues(\.sha256)
            #expect(new["line-1.mp3"] == old["line-2.mp3"])
            #expect(new["line-2.mp3"] == old["line-1.mp3"])
            #expect(try emulator.bill().count == 2)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("another title makes the track again and pays nothing")
    func changedTitle() async throws {
        try await TestBatch.with { batch, emulator in
            for title in ["First", "Second"] {
                try batch.list(csv: "id,text,voice,title\na,Hello.,v,\(title)\n")
                try await batch.finish(at: emulator)
                let track = try Data(contentsOf: URL(filePath: batch.outputFolder + "/a.mp3"))
                #expect(track.range(of: Data(title.utf8)) != nil)
            }
            #expect(try emulator.bill().count == 1)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("a long text with an edit at its end pays for what changed, not for all its pieces")
    func editOfLongText() async throws {
        func text(end: String) -> String {
            (1...60).map { "This is sentence number \($0)." }.joined(separator: " ") + end
        }
        try await TestBatch.with([ListedJob(id: "story", text: text(end: ""))]) { batch, emulator in
            try await batch.run(at: emulator) { $0.calls.maximumCharacters = 200 }
            let paid = try emulator.bill().count
            #expect(paid > 6)
            let edited = text(end: " And this sentence is new at its very end.")
            try batch.list([ListedJob(id: "story", text: edited)])
            let plan = try await batch.plan(at: emulator) { $0.calls.maximumCharacters = 200 }
            #expect(plan.figures.tasks > 6)
            #expect(plan.figures.callsToPay <= 2)
        }
    }

    @Test("a job that is no longer asked for is listed as dropped, and its file is kept")
    func droppedJobs() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.run(at: emulator)
            try batch.list(Array([ListedJob].lines(3).prefix(2)))
            try await batch.finish(at: emulator)
            #expect(try batch.jobs()["line-3.mp3"]?.state == .dropped)
            #expect(batch.tracks().contains("line-3.mp3"))
            #expect(try batch.report().jobs(.dropped) == 1)

            try batch.list(.lines(3))
            try await batch.run(at: emulator)
            #expect(try batch.states() == ["done": 3])
            #expect(try emulator.bill().count == 3)
        }
    }

    @Test("another batch with the same text pays nothing for it")
    func reuseAcrossBatches() async throws {
        try await TestBatch.with(.lines(3)) { batch, emulator in
            try await batch.run(at: emulator)
            let summary = try await batch.run(at: emulator) { settings in
                settings.batchName = "again"
                settings.outputFolder = batch.folder + "/elsewhere"
            }
            #expect(summary.end == .finished)
            #expect(try emulator.bill().count == 3)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: batch.folder + "/elsewhere")
            #expect(names.filter { $0.hasSuffix(".mp3") }.count == 3)
        }
    }

    @Test("a text that was paid for whole is not paid again in pieces")
    func wholeTextUnderShorterLimit() async throws {
        let text = (1...12).map { "This is sentence number \($0)." }.joined(separator: " ")
        try await TestBatch.with([ListedJob(id: "story", text: text)]) { batch, emulator in
            try await batch.run(at: emulator)
            let plan = try await batch.plan(at: emulator) { $0.calls.maximumCharacters = 100 }
            #expect(plan.figures.callsToPay == 0)
            try await batch.run(at: emulator) { settings in
                settings.batchName = "again"
                settings.outputFolder = batch.folder + "/elsewhere"
                settings.calls.maximumCharacters = 100
            }
            #expect(try emulator.bill().count == 1)
        }
    }
}
