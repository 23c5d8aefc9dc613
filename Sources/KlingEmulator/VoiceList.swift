import Foundation

/// The voices of a file, for ``EmulatorSettings/voices``.
public enum VoiceList {
    /// Reads one voice a line: the identifier alone, or the first column of a CSV.
    ///
    /// Empty lines, lines that begin with `#` and a heading `voice_id` are passed over.
    /// - Throws: ``EmulatorError/badVoiceList(path:reason:)`` if the file is not there, is not UTF-8
    ///   or names no voice.
    public static func voices(inFile path: String) throws(EmulatorError) -> Set<String> {
        let text: String
        do {
            text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        } catch {
            throw .badVoiceList(path: path, reason: error.localizedDescription)
        }
        let voices = Set(text.split(whereSeparator: \.isNewline).compactMap(voice(inLine:)))
        guard !voices.isEmpty else {
            throw .badVoiceList(path: path, reason: "it names no voice; write one a line")
        }
        return voices
    }

    private static func voice(inLine line: Substring) -> String? {
        let column = line.prefix { $0 != "," && $0 != ";" && $0 != "\t" }
        let voice = column.trimmingCharacters(in: CharacterSet(charactersIn: " \"\u{FEFF}"))
        return voice.isEmpty || voice.hasPrefix("#") || voice == "voice_id" ? nil : voice
    }
}
