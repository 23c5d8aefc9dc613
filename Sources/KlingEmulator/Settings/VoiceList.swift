import Foundation

/// The voices of a file, for ``EmulatorSettings/voices``.
package enum VoiceList {
    /// Reads one voice a line: the identifier alone, or the first column of a CSV.
    ///
    /// Empty lines, lines that begin with `#` and a heading `voice_id` are passed over.
    /// - Throws: ``EmulatorError/badVoiceList(path:reason:)`` if the file is not there, is not UTF-8
    ///   or names no voice.
    package static func voices(inFile path: String) throws(EmulatorError) -> Set<String> {
        Set(try rows(ofFile: path).map(\.voice))
    }

    /// Reads the languages of the voices: the second column of a CSV, where it is `zh` or `en`.
    ///
    /// A voice in both languages stands in two lines.
    /// - Throws: the same as ``voices(inFile:)``.
    package static func languages(
        inFile path: String
    ) throws(EmulatorError) -> [String: Set<String>] {
        try rows(ofFile: path).reduce(into: [:]) { languages, row in
            guard let language = row.language else { return }
            languages[row.voice, default: []].insert(language)
        }
    }

    private static func rows(
        ofFile path: String
    ) throws(EmulatorError) -> [(voice: String, language: String?)] {
        let text: String
        do {
            text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        } catch {
            throw .badVoiceList(path: path, reason: error.localizedDescription)
        }
        let rows = text.split(whereSeparator: \.isNewline).compactMap(row(inLine:))
        guard !rows.isEmpty else {
            throw .badVoiceList(path: path, reason: "it names no voice; write one a line")
        }
        return rows
    }

    private static func row(inLine line: Substring) -> (voice: String, language: String?)? {
        let columns = line.split(omittingEmptySubsequences: false) { ",;\t".contains($0) }
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\u{FEFF}")) }
        guard let voice = columns.first, !voice.isEmpty, !voice.hasPrefix("#"),
            voice != "voice_id"
        else { return nil }
        return (voice, columns.dropFirst().first { VoiceTable.languages.contains($0) })
    }
}
