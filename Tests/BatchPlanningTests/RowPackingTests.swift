import BatchPlanning
import Foundation
import JobLists
import Ledger
import SpeechTasks
import TestSupport
import Testing

/// Which rows of a list share calls, and which words of a lexicon are spoken in them.
@Suite(.timeLimit(.minutes(10)))
struct RowPackingTests {
    private func pack(_ settings: inout RunSettings) {
        settings.lists.packsRows = true
    }

    @Test("rows of one voice and speed share calls, others do not")
    func manner() async throws {
        let list = """
            id,voice,speed,text
            a,calm_story1,1,One.
            b,oversea_male1,1,Two.
            c,calm_story1,1,Three
            d,calm_story1,1.5,Four.
            e,oversea_male1,1,Five.
            """
        let planned = try await planned("l.csv", list, pack)
        #expect(planned.plan.figures.jobs == 5)
        #expect(planned.plan.figures.callsToPay == 3)
        #expect(planned.plan.figures.packs?.rows == 4)
        #expect(planned.plan.figures.packs?.calls == 2)
        let texts = Set(planned.jobs.flatMap(\.tasks).map(\.text))
        #expect(texts == ["One.\n\nThree.", "Two.\n\nFive.", "Four."])
    }

    @Test("without being asked for, nothing is packed")
    func off() async throws {
        let planned = try await planned("l.csv", "id,text\na,One.\nb,Two.\n")
        #expect(planned.plan.figures.packs == nil)
        #expect(planned.plan.figures.callsToPay == 2)
        #expect(planned.jobs.allSatisfy { $0.trackForm == nil })
    }

    @Test("rows with one text have one part of the call, and each its own track")
    func same() async throws {
        let planned = try await planned(
            "l.csv", "id,text\na,One.\nb,Two.\nc,One.\nd,Two.\n", pack)
        #expect(Set(planned.jobs.flatMap(\.tasks).map(\.text)) == ["One.\n\nTwo."])
        let parts = Dictionary(
            uniqueKeysWithValues: planned.jobs.map { job in
                (job.id ?? "", job.trackForm.flatMap { TrackForm(json: $0)?.pack?.part })
            })
        #expect(parts == ["a": 0, "b": 1, "c": 0, "d": 1])
    }

    @Test("a call holds what its limit allows, and a text beyond it has calls of its own")
    func limit() async throws {
        let long = String(repeating: "Word after word. ", count: 20)
        let rows = (1...20).map { "\($0),Sentence number \($0) stands here.\n" }.joined()
        let planned = try await planned("l.csv", "id,text\n\(rows)long,\(long)\n") {
            pack(&$0)
            $0.calls.maximumCharacters = 100
        }
        let texts = planned.jobs.flatMap(\.tasks).map(\.text)
        #expect(texts.allSatisfy { $0.unicodeScalars.count <= 100 })
        #expect(planned.plan.figures.packs?.rows == 20)
        let shared = planned.jobs.filter { $0.id != "long" }.flatMap(\.tasks).map(\.text)
        #expect(Set(shared).count == 7)
        #expect(planned.jobs.first { $0.id == "long" }?.trackForm == nil)
    }

    @Test("a comma at a row's end gives way to the full stop, and a row without words stands alone")
    func ends() async throws {
        let planned = try await planned(
            "l.csv", "id,text\na,\"Well,\"\nb,...\nc,Go on\nd,真的，\n", pack)
        #expect(planned.jobs.first { $0.id == "b" }?.trackForm == nil)
        let texts = Set(planned.jobs.filter { $0.id != "b" }.flatMap(\.tasks).map(\.text))
        #expect(texts == ["Well.\n\nGo on.\n\n真的。"])
    }

    @Test("a row alone in its pack is a call like any other")
    func alone() async throws {
        let planned = try await planned("l.csv", "id,text\na,One\n", pack)
        #expect(planned.jobs.map(\.trackForm) == [nil])
        #expect(planned.jobs.flatMap(\.tasks).map(\.text) == ["One"])
    }

    @Test("the lexicon's words are spoken in rows, each in its language, and the plan says which")
    func lexicon() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/words.csv"
            try "word,spoken,language\nNguyen,Win,en\nGIF,jif,\nzebra,zeebra,\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let planned = try await planned(
                "l.csv", "id,text\na,Here is Nguyen with a GIF for you.\nb,Ein GIF von Nguyen.\n"
            ) { $0.lists.lexiconPaths = [path] }
            let texts = planned.jobs.map { $0.tasks[0].text }
            #expect(texts.first == "Here is Win with a jif for you.")
            #expect(texts.last == "Ein jif von Nguyen.")
            #expect(
                planned.plan.remarks
                    == ["Of the lexicon’s 3 words 2 are spoken; not spoken: zebra."])
        }
    }

    @Test("the language that a row names goes by the lexicon and with the call")
    func rowLanguage() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/words.csv"
            try "word,spoken,language\nGIF,jif,en\nGIF,gief,de\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let list = "text,lang,voice\nGIF,en,mine\nGIF,de,mine\n好,en,mine\n"
            let planned = try await planned("l.csv", list) {
                $0.lists.lexiconPaths = [path]
                $0.calls.form = "gateway"
                $0.reading.columns = try ColumnMapping([ColumnChoice("language=lang")])
            }
            #expect(planned.jobs.map { $0.tasks[0].text } == ["jif", "gief", "好"])
            #expect(planned.jobs.map { $0.tasks[0].language } == ["en", "en", "en"])
        }
    }

    @Test("a lexicon that is not there is said before anything is read")
    func lost() async throws {
        let error = try await planningError("l.csv", "id,text\na,One\n") {
            $0.lists.lexiconPaths = ["/nowhere/words.csv"]
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("/nowhere/words.csv"))
    }
}
