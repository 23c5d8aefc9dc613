import Narration
import Sentences
package import Texts

/// How a book or a subtitle file was read, by which a person sees whether it was read rightly.
package struct InputReading: Sendable {
    /// The file, as it was given.
    package let path: String
    /// The encoding of its text; nil for forms whose parts say theirs themselves.
    package let encoding: FoundEncoding?
    /// The language of the text, as its code; nil where it is not known.
    package let language: String?
    /// The first words that are spoken.
    package let firstWords: String

    init(path: String, encoding: FoundEncoding?, language: String?, text: String) {
        self.path = path
        self.encoding = encoding
        self.language = language == "und" ? nil : language
        firstWords = Self.firstWords(of: text)
    }

    /// How a list was read whose encoding its bytes tell; nil where it is UTF-8, as usual.
    ///
    /// - Parameter text: that of its first row.
    init?(listAt path: String, encoding: FoundEncoding?, text: String) {
        guard let encoding, encoding.name != "UTF-8" else { return nil }
        self.init(
            path: path, encoding: encoding, language: Language.detect(in: text).code, text: text)
    }

    /// The beginning of a text on one line, as far as a person needs it to know the text.
    static func firstWords(of text: String) -> String {
        let limit = 60
        let start = text.unicodeScalars.prefix(4 * limit).map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        let line = String(String.UnicodeScalarView(start)).singleSpaced
        let isWhole = start.count == text.unicodeScalars.count && line.count <= limit
        return isWhole ? line : line.prefix(limit) + "…"
    }
}

extension SpokenBook {
    /// How the book was read.
    package var reading: InputReading {
        InputReading(
            path: path, encoding: encoding, language: language,
            text: groups.first?.stretches.first?.text ?? "")
    }
}

extension SpokenSubtitles {
    /// How the file was read.
    var reading: InputReading {
        InputReading(
            path: path, encoding: encoding, language: language.code, text: lines.first?.text ?? "")
    }
}
