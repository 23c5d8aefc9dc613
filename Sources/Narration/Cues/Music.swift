import Texts

/// Sung words, which notes mark.
///
/// What stands between two notes is sung. A line that begins with a note and has no other is sung,
/// and so is the rest of its cue; one that only ends with a note too, unless a sentence is over before
/// it. `#` is a note where it stands on both sides.
enum Music {
    /// Lines without what is sung.
    static func removed(from lines: [String]) -> (lines: [String], music: [String]) {
        var walk = Walk()
        let last = lines.lastIndex(where: hasNote) ?? -1
        for (index, line) in lines.enumerated() { walk.read(line, hasNotesBelow: index < last) }
        return (walk.spoken, walk.sung)
    }

    /// Lines without their notes.
    static func withoutNotes(_ lines: [String]) -> [String] {
        lines.map { line in
            let bare = isHashed(line) ? line.filter { $0 != "#" }[...] : line[...]
            return String(bare.unicodeScalars.filter { !isNote($0) }).singleSpaced
        }.filter { !$0.isEmpty }
    }

    private static func isNote(_ scalar: Unicode.Scalar) -> Bool {
        "♩♪♫♬¶🎵🎶".unicodeScalars.contains(scalar)
    }

    private static func hasNote(_ line: String) -> Bool {
        line.unicodeScalars.contains(where: isNote)
    }

    private static func isHashed(_ line: String) -> Bool {
        let bare = line.unicodeScalars.drop { "-–— ".unicodeScalars.contains($0) }
        return bare.count > 2 && bare.first == "#" && bare.last == "#"
    }

    /// What stands before, between and behind a line's notes, of which several in a row are one.
    private static func pieces(_ line: String) -> [String] {
        var pieces = [String.UnicodeScalarView()]
        var followsNote = false
        for scalar in line.unicodeScalars {
            if isNote(scalar) {
                if !followsNote { pieces.append(.init()) }
                followsNote = true
            } else {
                if scalar != " " { followsNote = false }
                pieces[pieces.count - 1].append(scalar)
            }
        }
        return pieces.map { String($0).singleSpaced }
    }

    /// The way through a cue's lines.
    private struct Walk {
        var spoken: [String] = []
        var sung: [String] = []
        private var isSinging = false

        mutating func read(_ line: String, hasNotesBelow: Bool) {
            let pieces = Music.pieces(line)
            guard pieces.count > 1 else { return readPlain(line) }
            let begins = !pieces[0].saysSomething
            let ends = pieces.last?.isEmpty ?? true
            if begins, ends, pieces.count != 3 {
                // A line of notes alone begins a song only where another such line ends it.
                isSinging = pieces.count == 2 && hasNotesBelow && !isSinging
                if pieces.count % 2 == 0 { return sung.append(line) }
            }
            if begins, isSinging { isSinging = false }
            readPieces(pieces, of: line, begins: begins, ends: ends, hasNotesBelow: hasNotesBelow)
        }

        private mutating func readPlain(_ line: String) {
            if isHashed(line) { return sung.append(line) }
            if line.hasDialogueDash { isSinging = false }
            if isSinging { sung.append(line) } else { spoken.append(line) }
        }

        private mutating func readPieces(
            _ pieces: [String], of line: String, begins: Bool, ends: Bool, hasNotesBelow: Bool
        ) {
            var said: [String] = []
            var music: [String] = []
            for (place, piece) in pieces.enumerated() {
                if place > 0 {
                    let isLast = place + 1 == pieces.count
                    let opens = !isLast || (begins && place == 1) || (!ends && hasNotesBelow)
                    // A lone note behind what is said is a mark, or says that all of it was sung.
                    if !isSinging, isLast, ends, music.isEmpty, !said.joined().endsSentence {
                        music += said
                        said = []
                    }
                    isSinging = isSinging ? false : opens
                }
                if isSinging { music.append(piece) } else { said.append(piece) }
            }
            let rest = said.joined(separator: " ").singleSpaced
            if rest.saysSomething { spoken.append(rest) }
            if !rest.saysSomething || music.contains(where: \.saysSomething) {
                sung.append(rest.saysSomething ? music.joined(separator: " ").singleSpaced : line)
            }
        }
    }
}
