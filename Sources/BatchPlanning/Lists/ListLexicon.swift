import Narration
import Sentences
import Texts

/// Puts the spoken forms of a lexicon into the rows of lists, each in its own language.
struct ListLexicon {
    private let lexicon: Lexicon
    private let language: String?
    private var appliers: [String: LexiconApplier] = [:]

    /// - Parameter language: the language of all rows; nil finds it from each.
    init(_ lexicon: Lexicon, language: String?) {
        self.lexicon = lexicon
        self.language = language
    }

    /// A row's text as it is spoken.
    ///
    /// - Parameter own: the language that the row names; it counts more than that of all.
    mutating func apply(to text: String, in own: String?) -> String {
        guard !lexicon.entries.isEmpty else { return text }
        let code = own ?? language ?? Language.detect(in: text).code
        return appliers[
            code, default: LexiconApplier(lexicon, language: code == "und" ? nil : code)
        ].apply(to: text)
    }

    /// What the person should know of the lexicon once all rows are read.
    var remarks: [String] {
        guard !lexicon.entries.isEmpty else { return [] }
        var spoken: Set<Lexicon.Entry> = []
        for use in appliers.values.flatMap(\.uses) where use.count > 0 { spoken.insert(use.entry) }
        let unused = lexicon.entries.filter { !spoken.contains($0) }.map(\.word)
        let shown = unused.prefix(10).joined(separator: ", ")
        let more = unused.count > 10 ? " and \(unused.count - 10) more" : ""
        let count = lexicon.entries.count
        let rest = unused.isEmpty ? "" : "; not spoken: \(shown)\(more)"
        return ["Of the lexicon’s \(count) words \(spoken.count) are spoken\(rest)."]
            + lexicon.unusable.map { "\($0.place): \($0.word): \($0.reason)" }
    }
}

extension Lexicon {
    /// The entries of some files, one after the other.
    ///
    /// - Throws: ``PlanningError/badLexicon(_:)``.
    package init(ofFiles paths: [String]) throws {
        do {
            self.init(
                joining: try paths.map { path throws(SpokenError) in try Lexicon(path: path) })
        } catch {
            throw PlanningError.badLexicon("\(error)")
        }
    }
}
