import Books

/// Sung lines, which notes mark.
enum Music {
    /// Lines without the sung ones.
    ///
    /// A line that begins or ends with a note is sung, and so are the lines between one that only
    /// begins and one that only ends with it. Within a line, what stands between two notes is. `#`
    /// is a note where it stands on both sides.
    static func removed(from lines: [String]) -> (lines: [String], music: [String]) {
        var left: [String] = []
        var music: [String] = []
        var lastOpen: Int?
        for (index, line) in lines.enumerated() {
            let edges = edges(of: line)
            if let open = lastOpen, index <= open {
                music.append(line)
                if edges.atEnd { lastOpen = nil }
            } else if edges.atStart || edges.atEnd {
                music.append(line)
                if edges.atStart, !edges.atEnd { lastOpen = closing(in: lines, after: index) }
            } else {
                let parts = parted(line)
                music += parts.music
                if parts.rest.saysSomething || parts.music.isEmpty { left.append(parts.rest) }
            }
        }
        return (left, music)
    }

    /// Lines without their notes.
    static func withoutNotes(_ lines: [String]) -> [String] {
        lines.map { line in
            let edges = edges(of: line)
            let hasHash = edges.atStart && edges.atEnd && line.hasPrefix("#")
            let bare = hasHash ? line.dropFirst().dropLast() : line[...]
            return String(scalars: bare.unicodeScalars.filter { !isNote($0) }).singleSpaced
        }.filter { !$0.isEmpty }
    }

    private static func isNote(_ scalar: Unicode.Scalar) -> Bool {
        "♩♪♫♬¶🎵🎶".unicodeScalars.contains(scalar)
    }

    private static func edges(of line: String) -> (atStart: Bool, atEnd: Bool) {
        let scalars = line.unicodeScalars
        let bare = scalars.drop { "-–— ".unicodeScalars.contains($0) }
        if bare.count > 2, bare.first == "#", bare.last == "#" { return (true, true) }
        return (bare.first.map(isNote) ?? false, scalars.last.map(isNote) ?? false)
    }

    /// The line with which a song that began on a line ends; nil if no line only ends with a note.
    private static func closing(in lines: [String], after index: Int) -> Int? {
        lines.indices.dropFirst(index + 1).first { other in
            let edges = edges(of: lines[other])
            return edges.atStart || edges.atEnd
        }.flatMap { edges(of: lines[$0]).atStart ? nil : $0 }
    }

    private static func parted(_ line: String) -> (rest: String, music: [String]) {
        let pieces = line.unicodeScalars
            .split(omittingEmptySubsequences: false, whereSeparator: isNote)
        // A note without a partner is no more than a mark.
        guard pieces.count >= 3, pieces.count % 2 == 1 else {
            return (String(scalars: pieces.joined()).singleSpaced, [])
        }
        let rest = stride(from: 0, to: pieces.count, by: 2).map { String(pieces[$0]) }
        let music = stride(from: 1, to: pieces.count, by: 2).map { String(pieces[$0]) }
        return (rest.joined(separator: " ").singleSpaced, music.map(\.singleSpaced))
    }
}
