import Subtitles
import Texts

/// Cues of ASS that draw: a song's syllables, and signs that are set letter by letter.
enum DrawnCues {
    /// Why the cues at these indices are not spoken.
    static func found(in cues: [Cue]) -> [Int: UnspokenCue.Reason] {
        var found: [Int: UnspokenCue.Reason] = [:]
        for (index, cue) in cues.enumerated() where isKaraoke(cue) { found[index] = .karaoke }
        for index in letters(in: cues) where found[index] == nil { found[index] = .drawing }
        return found
    }

    /// Whether karaoke's tools made a cue, or its times of syllables part words.
    ///
    /// Times between words alone are those of speech too, as recognizers write them.
    private static func isKaraoke(_ cue: Cue) -> Bool {
        if let effect = cue.effect?.lowercased(), ["fx", "karaoke"].contains(effect) {
            return true
        }
        guard cue.text.contains("\\k") || cue.text.contains("\\K") else { return false }
        let pieces = cue.text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        let syllables = pieces.compactMap { piece in
            let parts = piece.split(
                separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            let isTimed = parts[0].contains("\\k") || parts[0].contains("\\K")
            return isTimed && parts.count == 2 ? parts[1] : nil
        }
        let seams = zip(syllables, syllables.dropFirst())
        let inner = seams.count { joinsWord($0.unicodeScalars.last, $1.unicodeScalars.first) }
        return inner >= 2 && inner * 3 >= syllables.count
    }

    private static func joinsWord(_ last: Unicode.Scalar?, _ first: Unicode.Scalar?) -> Bool {
        [last, first].allSatisfy { scalar in
            scalar.map { $0.properties.isAlphabetic && !$0.doesWithoutSpaces } ?? false
        }
    }

    /// A letter or a few, drawn at a place of their own.
    private struct Piece {
        let index: Int
        let text: String
        let place: Substring

        init?(_ cue: Cue, at index: Int) {
            guard
                let place = ["\\pos(", "\\move("].lazy.compactMap({ name in
                    cue.text.firstRange(of: name).map {
                        cue.text[$0.upperBound...].prefix { $0 != ")" }
                    }
                }).first
            else { return nil }
            text = OverrideMarkup.removed(from: cue.text).text.singleSpaced
            let limit = text.unicodeScalars.contains(where: \.doesWithoutSpaces) ? 2 : 6
            guard text.saysSomething, text.unicodeScalars.count <= limit, !text.contains(" ")
            else { return nil }
            self.index = index
            self.place = place
        }
    }

    /// The cues of each style that draw pieces of one text: side by side and at the same time.
    private static func letters(in cues: [Cue]) -> [Int] {
        var found: [Int] = []
        var groups: [String: (pieces: [Piece], end: Duration)] = [:]
        func close(_ style: String) {
            guard let pieces = groups.removeValue(forKey: style)?.pieces,
                Set(pieces.map(\.text)).count >= 3, Set(pieces.map(\.place)).count >= 4
            else { return }
            found += pieces.map(\.index)
        }
        for (index, cue) in cues.enumerated() {
            guard let piece = Piece(cue, at: index) else { continue }
            let style = cue.style ?? ""
            if let end = groups[style]?.end, cue.start >= end { close(style) }
            var group = groups[style] ?? ([], cue.end)
            group.pieces.append(piece)
            group.end = max(group.end, cue.end)
            groups[style] = group
        }
        for style in groups.keys { close(style) }
        return found
    }
}
