import BatchPlanning
import Books
import JobLists
import KlingAPI
import TestSupport
import Testing
import Texts

/// How books and subtitle files were read, as a plan says it.
@Suite struct InputReadingTests {
    private static let czech =
        "Když jsme přišli k řece, stál tam už převozník a mžoural do slunce. Řekl, že dnes "
        + "nikoho nepřeveze, protože voda příliš stoupla.\n"

    /// A plan of one file that holds a text in an encoding.
    private func plan(
        _ text: String, in encoding: String, as name: String, maximumCharacters: Int? = nil,
        named: String? = nil, take: (SpokenBook) -> Void = { _ in }
    ) async throws -> BatchPlan {
        let folder = try TemporaryFolder()
        let path = try folder.write(TestSupport.bytes(of: text, in: encoding), to: name)
        var settings = RunSettings(
            inputs: [path], batchName: "a", outputFolder: folder.path + "/out",
            ledgerPath: folder.path + "/ledger.sqlite", calls: CallSettings())
        settings.reading.defaults.voiceID = "v"
        settings.reading.encoding = named
        settings.book.reading.encoding = named
        if let maximumCharacters { settings.calls.maximumCharacters = maximumCharacters }
        return try await planBatch(settings, account: nil, takeBook: take)
    }

    private static func subtitles(_ text: String) -> String {
        "1\n00:00:01,000 --> 00:00:09,000\n\(text)\n"
    }

    @Test(
        "Books and subtitles say their encoding, language and first words",
        arguments: [
            ("WINDOWS-1250", "a.txt"), ("ISO-8859-2", "a.md"), ("CP852", "a.txt"),
            ("ISO-8859-2", "a.srt"), ("WINDOWS-1250", "a.html"),
        ])
    func readings(encoding: String, name: String) async throws {
        let text = name.hasSuffix("srt") ? Self.subtitles(Self.czech) : Self.czech
        let plan = try await plan(text, in: encoding, as: name)
        let reading = try #require(plan.readings.first)
        #expect(plan.readings.count == 1)
        #expect(reading.encoding == FoundEncoding(encoding, by: .guessed))
        #expect(reading.language == "cs")
        #expect(reading.firstWords.hasPrefix("Když jsme přišli k řece"))
        #expect(reading.firstWords.hasSuffix("…"))
    }

    @Test("What is certain is no guess")
    func certain() async throws {
        let utf8 = try await plan(Self.czech, in: "UTF-8", as: "a.txt")
        #expect(utf8.readings.first?.encoding == FoundEncoding("UTF-8", by: .form))
        let named = try await plan("šíp", in: "ISO-8859-2", as: "a.txt", named: "ISO-8859-2")
        #expect(named.readings.first?.encoding == FoundEncoding("ISO-8859-2", by: .named))
        #expect(named.readings.first?.firstWords == "šíp")
    }

    @Test(
        "A guess with little behind it stops the plan, and says what may be meant",
        arguments: ["a.txt", "a.md", "a.html", "a.srt", "a.ass"])
    func doubt(name: String) async throws {
        let words = "Kur mes šiąnakt eisime, drauguži?"
        let text =
            switch name {
            case "a.srt": Self.subtitles(words)
            case "a.ass":
                "[Script Info]\n[Events]\nFormat: Start, End, Text\n"
                    + "Dialogue: 0:00:01.00,0:00:04.00,\(words)\n"
            default: words
            }
        let error = await #expect(throws: PlanningError.self) {
            try await plan(text, in: "WINDOWS-1257", as: name)
        }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains("--encoding"))
        #expect(message.contains("šiąnakt") && message.contains("ðiànakt"))
        _ = try await plan(text, in: "WINDOWS-1257", as: name, named: "WINDOWS-1257")
    }

    @Test("First words are one line without steering characters")
    func firstWords() async throws {
        let plan = try await plan("One\u{1B}[31m\nand two.", in: "UTF-8", as: "a.txt")
        #expect(plan.readings.first?.firstWords == "One [31m and two.")
    }

    @Test("A book's figures are those of its chapters, under the limit of the service")
    func figures() async throws {
        var spoken: SpokenBook?
        let text = "# One\n\nFirst words. Then more of them.\n\n# Two\n\nThe end.\n"
        let plan = try await plan(
            text, in: "UTF-8", as: "a.md", maximumCharacters: 20, take: { spoken = $0 })
        let figures = try #require(plan.books.first)
        #expect(figures.chapters.map(\.title) == ["One", "Two"])
        #expect(figures.chapters.map(\.number) == [1, 2])
        #expect(figures.chapters.map(\.firstWords).last?.contains("The end.") == true)
        #expect(figures.chapters.reduce(0) { $0 + $1.calls } == plan.figures.tasks)
        #expect(figures.chapters[0].calls > 1)
        #expect(spoken?.groups.count == 2)
    }
}
