import Books
import Foundation
import Markup
import Narration
import TestSupport
import Texts

enum Spoken {
    static let place = SourcePlace(path: "book.txt", line: 1, column: 1)

    static func item(
        _ blocks: [Block], number: Int = 1, title: String? = nil, part: String? = nil
    ) -> ChapterList.Item {
        ChapterList.Item(
            number: number, parts: part.map { [$0] } ?? [],
            chapter: Chapter(title: title, place: place, blocks: blocks))
    }

    static func paragraphs(_ texts: String...) -> [Block] {
        texts.map { Block(.paragraph, $0) }
    }

    /// What a chapter of some blocks becomes.
    static func chapter(
        _ blocks: [Block], roles: Roles? = nil, language: String? = nil,
        lexicon: Lexicon = Lexicon()
    ) throws -> SpokenChapter {
        var narrator = Narrator(
            metadata: BookMetadata(language: language), lexicon: lexicon, roles: roles)
        return try narrator.spoken(item(blocks))
    }

    /// The stretches as `voice: text`, `-` for the batch's voice.
    static func lines(_ chapter: SpokenChapter) -> [String] {
        chapter.stretches.map { "\($0.voiceID ?? "-"): \($0.text)" }
    }

    static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    static func error(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }
}

extension SplitMix64 {
    /// Blocks of random words, quotation marks and dashes, with a verse now and then.
    mutating func blocks(words: [String]) -> [Block] {
        (0..<Int.random(in: 1...8, using: &self)).map { _ in
            let isVerse = Int.random(in: 0..<5, using: &self) == 0
            let count = Int.random(in: 1...12, using: &self)
            let texts = (0..<count).map { _ in words.randomElement(using: &self) ?? "" }
            if isVerse { return Block(.verse, texts.joined(separator: "\n")) }
            let isHeading = Int.random(in: 0..<6, using: &self) == 0
            return Block(isHeading ? .heading(level: 2) : .paragraph, texts.joined(separator: " "))
        }
    }

    static let words = [
        "He", "said", "“Come,", "here”", "“", "”", "—", "‘tis’", "don’t", "„Ja“,", "«Oui»", "10²",
        "H₂O", "MP3", "3.14", "1,204", "Mr.", "* * *", "...", "\"No\"", "「好」", "你好。", "Привет", "!",
    ]
}
