package import BatchPlanning
package import ReportForms
import Texts

extension InputReading {
    /// What CSV and JSON say of it.
    package var row: ReportRow {
        ReportRow([("path", .text(path))] + figures)
    }

    /// The same without the file, which others may say.
    var figures: [(name: String, value: ReportValue)] {
        [
            ("encoding", encoding.map { .text($0.name) } ?? .none),
            ("encoding_by", encoding.map { .text($0.source.rawValue) } ?? .none),
            ("language", language.map { .text($0) } ?? .none),
            ("first_words", .text(firstWords)),
        ]
    }

    /// What it was read as, for a person.
    package var sentence: String {
        let encoding = encoding.map { found in
            found.source == .guessed ? "\(found.name) by a guess" : found.name
        }
        let known = [encoding, language ?? "language not known"].compactMap { $0 }
        return "\(known.joined(separator: ", ")): “\(firstWords)”"
    }
}

extension [InputReading] {
    /// The most that are listed in a table.
    private static let maximumListed = 20

    /// How each was read, a line each for a person; empty without any.
    var lines: String {
        guard !isEmpty else { return "" }
        let more = count - Self.maximumListed
        let rest = more > 0 ? ["  … and \(more) more; --format json lists all"] : []
        let listed = prefix(Self.maximumListed).map { "  \($0.path)  \($0.sentence)" }
        return "\n\n" + (["Read as:"] + listed + rest).joined(separator: "\n")
    }
}
