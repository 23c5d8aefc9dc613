import Texts

/// Captions that roll: each cue shows the last lines of the one before once more.
///
/// What a person says twice is kept: a file rolls only if at least two of its cues, and half of
/// those that follow another without a pause, repeat a part of the other and go on.
struct RollingCaptions {
    /// A cue's times and its lines without markup.
    struct Shown {
        let start: Duration
        let end: Duration
        let lines: [String]
    }

    /// How many characters that are no white space each cue repeats at its beginning.
    let repeatedCounts: [Int]
    /// Whether each cue stands longer than its words last, for most overlap the next.
    let overlaps: Bool

    /// What is repeated among cues in the order of the file.
    init(_ cues: [Shown]) {
        var counts = cues.map { _ in 0 }
        var followerCount = 0
        var repeatCount = 0
        var growthCount = 0
        var overlapCount = 0
        for index in cues.indices.dropFirst() {
            let (last, cue) = (cues[index - 1], cues[index])
            guard cue.start >= last.start, cue.start <= last.end + .milliseconds(100) else {
                continue
            }
            followerCount += 1
            if cue.start > last.start, cue.start < last.end { overlapCount += 1 }
            counts[index] = RollingCaptions.repeated(last.lines, in: cue.lines)
            let length = cue.lines.reduce(0) { $0 + $1.unspaced.count }
            if counts[index] > 0 { repeatCount += 1 }
            if counts[index] > 0, counts[index] < length { growthCount += 1 }
        }
        let rolls = growthCount >= 2 && repeatCount * 2 >= followerCount
        repeatedCounts = rolls ? counts : cues.map { _ in 0 }
        overlaps = overlapCount >= 4 && overlapCount * 2 > cues.count
    }

    /// Parts a cue's lines behind what it repeats.
    static func parted(
        _ lines: [String], after count: Int
    ) -> (repeated: [String], rest: [String], cutsWord: Bool) {
        var left = count
        var repeated: [String] = []
        var rest: [String] = []
        var cutsWord = false
        for line in lines {
            var text = line.unicodeScalars[...]
            while left > 0, let scalar = text.popFirst() {
                if !scalar.properties.isWhitespace { left -= 1 }
            }
            let said = line.unicodeScalars[..<text.startIndex]
            if let last = said.last, let next = text.first, !next.properties.isWhitespace {
                cutsWord = !last.doesWithoutSpaces && !next.doesWithoutSpaces
            }
            let new = text.drop(while: \.properties.isWhitespace)
            if !said.isEmpty { repeated.append(String(said)) }
            if !new.isEmpty { rest.append(String(new)) }
        }
        return (repeated, rest, cutsWord)
    }

    /// How many characters of a cue are the last lines of the one before, as many lines as can be.
    ///
    /// Eight are more than any screen rolls.
    private static func repeated(_ last: [String], in lines: [String]) -> Int {
        let text = lines.flatMap(\.unspaced)
        for first in last.indices.suffix(8) {
            let ending = last[first...].flatMap(\.unspaced)
            guard !ending.isEmpty, text.starts(with: ending) else { continue }
            if !parted(lines, after: ending.count).cutsWord { return ending.count }
        }
        return 0
    }
}

extension String {
    fileprivate var unspaced: [Unicode.Scalar] {
        unicodeScalars.filter { !$0.properties.isWhitespace }
    }
}
