import BatchPlanning
import BatchRun
import Books
import Foundation
import Markup
import Narration
import SpeechTasks
import TestSupport
import Testing
import Texts

/// What is spoken of a book before anything is planned.
@Suite struct SpokenBookTests {
    private func spoken(
        _ text: String, language: String? = nil, lexicon: String? = nil, dialogue: String? = nil
    ) async throws -> SpokenBook {
        let folder = try TemporaryFolder()
        let path = try folder.write(text.utf8, to: "a.txt")
        var settings = BookSettings()
        settings.dialogueVoice = dialogue
        let lexicon = try Lexicon(
            ofFiles: try lexicon.map { [try folder.write($0.utf8, to: "l.csv")] } ?? [])
        return try await speakBook(
            at: path, format: .text, settings, lexicon: lexicon,
            limit: TextLimit(characters: 1000),
            language: language)
    }

    @Test("A lexicon's entries for a language count in a text of it, and in no other")
    func lexicon() async throws {
        let lexicon =
            "word,spoken,language\nGarten,GARTEN,de\nGarten,garden,en\nGarten,x,klingon\n"
        let german = "Der alte Mann ging in den Garten und sah, dass es nicht geregnet hatte."
        let book = try await spoken(german, lexicon: lexicon)
        #expect(book.chapters[0].text.contains("den GARTEN und"))
        let asked = try await spoken(german, language: "en", lexicon: lexicon)
        #expect(asked.chapters[0].text.contains("den garden und"))
    }

    @Test(
        "Speech with dashes has its voice in texts that name no language",
        arguments: [
            ("— Oui, dit-il, je viens.", ["— Oui, dit-il, je viens."]),
            ("—Hola —dijo él—. ¿Qué tal?", ["—Hola", "¿Qué tal?"]),
            ("— Привет, — сказал он. — Как дела?", ["— Привет,", "— Как дела?"]),
            ("— Cześć — powiedział.", ["— Cześć"]),
            ("— The End, he said, and left with the dog.", []),
        ])
    func dashes(line: String, speech: [String]) async throws {
        let book = try await spoken(line, dialogue: "d")
        let stretches = book.chapters.flatMap(\.stretches).filter { $0.voiceID == "d" }
        #expect(stretches.map(\.text) == speech)
    }

    @Test("A chapter with nothing to speak is listed")
    func silent() async throws {
        let text = "CHAPTER I\n\nIt rained.\n\nCHAPTER II\n\nIt snowed.\n"
        let lexicon = "word,spoken\nCHAPTER II,…\nIt snowed.,…\n"
        let book = try await spoken(text, lexicon: lexicon)
        #expect(book.chapters.map(\.title) == ["CHAPTER I"])
        #expect(book.leftOut.map(\.place) == ["CHAPTER II"])
    }
}
