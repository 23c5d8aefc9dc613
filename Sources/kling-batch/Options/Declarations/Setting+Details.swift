import BatchPlanning
import Texts

extension SettingSection {
    static let details = SettingSection(
        "Book details", of: [.run, .plan], for: [.book],
        note: "see [books.md](books.md#for-libraries-and-players)")
}

extension SettingFacts {
    static let details = [
        Setting.title.facts, Setting.author.facts, Setting.narrator.facts, Setting.series.facts,
        Setting.seriesPart.facts, Setting.year.facts, Setting.publisher.facts,
        Setting.description.facts, Setting.cover.facts,
    ]
}

extension Setting<String> {
    static var title: Setting { .words("title", "the book's title", usual: ownWords) }

    static var author: Setting {
        .words("author", "who wrote it; may be given several times", usual: ownWords)
    }

    static var narrator: Setting {
        .words("narrator", "who reads; may be given several times", usual: "the voice")
    }

    static var series: Setting { .words("series", "the series it belongs to", usual: ownWords) }

    static var seriesPart: Setting {
        .words("series-part", "its number in the series, such as 2 or 1.5", usual: ownWords)
    }

    static var publisher: Setting { .words("publisher", "who published it", usual: ownWords) }

    static var description: Setting {
        .words("description", "what it is about", usual: ownWords)
    }

    static var cover: Setting {
        .text("cover", in: .details, "the picture on its front", value: "file", usual: ownWords)
            .optionOnly
    }

    private static var ownWords: String { "what the book says" }

    /// A text that says something.
    private static func words(_ key: String, _ meaning: String, usual: String) -> Setting {
        .read(key, in: .details, meaning, value: "text", usual: usual) { text in
            guard !text.trimmed.isEmpty else { throw UnfitValue(expected: "some text") }
            return String(text.trimmed)
        }.optionOnly
    }
}

extension Setting<Int> {
    static var year: Setting {
        .number("year", in: .details, "the year it came out", 1...9999, value: "year")
            .usually("what the book says").optionOnly
    }
}
