import Texts

/// How the files of jobs without `output` are named.
///
/// Placeholders are `{id}` (without an id the row's number), `{row}` (its number, at least four
/// digits), `{title}`, `{voice}` and any other column of the list. A `/` in the template makes a
/// folder; a `/` in a value becomes `_`. The tracks' ending is added where it is missing.
package struct NameTemplate: Hashable, Sendable, CustomStringConvertible {
    enum Part: Hashable {
        case literal(String)
        case id
        case row
        case title
        case voice
        case column(String)
    }

    let parts: [Part]
    /// Whether the template is `{id}` alone, as it is most often.
    private let isIDAlone: Bool

    /// The template as it was given.
    package let description: String
    /// Whether languages are written as Asterisk writes them, `en_GB`, and not as they stand in the list.
    private var namesLocales = false

    /// The default, `{id}`.
    package static let id = NameTemplate(parts: [.id], description: "{id}")

    /// The files of LJ Speech, `wavs/{id}`.
    package static let ljspeech = NameTemplate(
        parts: [.literal("wavs/"), .id], description: "wavs/{id}")

    /// Reads a template.
    ///
    /// Throws ``JobListError/badTemplate(template:reason:)``. Whether a list has a column shows
    /// only when it is read; then a placeholder without one is a fault of the list.
    package init(_ template: String) throws(JobListError) {
        do throws(RowMessage) {
            let parts = try NameTemplate.parse(template)
            try NameTemplate.checkLiterals(parts)
            self.init(parts: parts, description: template)
        } catch {
            throw .badTemplate(template: template, reason: error.text)
        }
    }

    /// The template with each language as Asterisk writes it: `en_GB`.
    package var namingLocales: NameTemplate {
        guard columns.contains(Self.language) else { return self }
        var template = self
        template.namesLocales = true
        return template
    }

    private init(parts: [Part], description: String) {
        self.parts = parts
        self.description = description
        isIDAlone = parts == [.id]
    }

    /// The columns without a meaning here that the template asks for, in lower case.
    var columns: [String] {
        parts.compactMap { part in
            if case .column(let key) = part { return key }
            return nil
        }
    }
}

extension NameTemplate {
    private static func parse(_ template: String) throws(RowMessage) -> [Part] {
        var parts: [Part] = []
        var rest = template[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if brace > rest.startIndex { parts.append(.literal(String(rest[..<brace]))) }
            let inner = rest[rest.index(after: brace)...]
            guard rest[brace] == "{",
                let end = inner.firstIndex(where: { $0 == "{" || $0 == "}" }), inner[end] == "}"
            else { throw RowMessage("a brace has no partner") }
            parts.append(try placeholder(inner[..<end]))
            rest = inner[inner.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        return parts
    }

    private static func placeholder(_ name: Substring) throws(RowMessage) -> Part {
        let name = ColumnName(String(name))
        switch name.column {
        case .id: return .id
        case .title: return .title
        case .voiceID: return .voice
        case nil where name.key == "row": return .row
        case nil where !name.key.isEmpty: return .column(name.key)
        default:
            throw RowMessage(
                "there is no placeholder {\(name.name)}; there are {id}, {row}, {title}, {voice} "
                    + "and the list's columns without a meaning of their own")
        }
    }

    /// Refuses what no value can make right.
    private static func checkLiterals(_ parts: [Part]) throws(RowMessage) {
        guard parts.contains(where: { !$0.isLiteral }) else {
            throw RowMessage("it has no placeholder, so that all jobs would have one file")
        }
        if case .literal(let first)? = parts.first, first.hasPrefix("/") {
            throw RowMessage("it must be a path below the output folder, not from the root")
        }
        if case .literal(let last)? = parts.last {
            if last.hasSuffix("/") { throw RowMessage("it ends in `/`; it must name a file") }
        }
        for case .literal(let text) in parts {
            let names = text.split(separator: "/", omittingEmptySubsequences: false)
            // Only the names between two slashes stand alone; the others have neighbours.
            let whole = names.dropFirst().dropLast()
            if whole.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
                || text.hasPrefix("../") || text.hasPrefix("./")
            {
                throw RowMessage("it must be a path without `.`, `..` and `//`")
            }
        }
    }
}

extension NameTemplate {
    /// Throws where the template's own ending is that of another kind of audio than tracks are.
    func checkEnding(_ ending: String) throws(JobListError) {
        guard case .literal(let last)? = parts.last,
            let other = OutputName.otherAudioEnding(last, than: ending)
        else { return }
        let reason = "tracks are \(ending.uppercased()); it cannot end in `.\(other)`"
        throw .badTemplate(template: description, reason: reason)
    }
}

extension NameTemplate.Part {
    fileprivate var isLiteral: Bool {
        if case .literal = self { return true }
        return false
    }
}

extension NameTemplate {
    /// The name of a row's file, as far as the template gives it.
    ///
    /// - Parameter defaults: what stands for columns that the row lacks or leaves blank.
    func name(
        for cells: JobCells, voiceID: String, row: Int, defaults: [String: String]
    ) throws(RowMessage) -> String {
        if isIDAlone { return id(of: cells, row: row) }
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .id: text += id(of: cells, row: row)
            case .row: text += NameTemplate.number(row)
            case .title: text += NameTemplate.value(cells[.title]?.value ?? "")
            case .voice: text += NameTemplate.value(voiceID)
            case .column(let key):
                let own = (key == Self.language ? cells.language : nil) ?? cells.other(key)
                let isSaid = own.map { !$0.isBlank } ?? false
                guard let value = isSaid ? own : defaults[key] ?? own else {
                    throw RowMessage(
                        "the name template asks for `\(key)`, which this row lacks"
                            + (key == Self.language ? "; give --language for all rows" : ""))
                }
                let isLocale = namesLocales && key == Self.language
                text += NameTemplate.value(isLocale ? LanguageCode.locale(value) : value)
            }
        }
        return text
    }

    /// A column that stands for the row's language too, whatever column is said to name that.
    static let language = "language"

    private func id(of cells: JobCells, row: Int) -> String {
        cells[.id].map { NameTemplate.value($0.value) } ?? NameTemplate.number(row)
    }

    /// A row's number with at least four digits.
    private static func number(_ row: Int) -> String {
        let digits = String(row)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// A value without slashes, so that it cannot make a folder.
    private static func value(_ value: String) -> String {
        guard value.holds(UInt8(ascii: "/")) else { return value }
        return String(value.map { $0 == "/" ? "_" : $0 })
    }
}
