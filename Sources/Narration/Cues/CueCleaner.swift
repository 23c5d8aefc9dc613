import Subtitles
import Texts

/// Cleans the cues of one file: what is spoken of each, and what is not.
package struct CueCleaner {
    /// What one speaker says in a cue.
    struct Part: Equatable {
        var speaker: String?
        var text: String
    }

    private let options: SpokenOptions
    private let runs: [[CueRun]]
    private let labels: SpeakerLabels
    private let lastStart: Duration
    private(set) var unspoken: [UnspokenCue] = []
    /// The numbers of the cues of which something is in ``unspoken``.
    private var listed: Set<Int> = []
    /// Whether most cues stand until the one after the next, as rolling captions do.
    let overlaps: Bool

    /// Reads what the cues have in common: the speakers they name, and whether they roll.
    init(_ file: SubtitleFile, options: SpokenOptions) {
        self.options = options
        let isSpoken = file.isSpoken(in: options.language)
        var unspoken: [UnspokenCue] = []
        var runs = file.cues.enumerated().map { index, cue -> [CueRun] in
            guard isSpoken[index] else {
                unspoken.append(UnspokenCue(.language, index: index, cue: cue, text: cue.text))
                return []
            }
            let (runs, drawing) = CueRun.runs(of: cue, format: file.format, ruby: options.ruby)
            if let drawing {
                unspoken.append(UnspokenCue(.drawing, index: index, cue: cue, text: drawing))
            }
            return runs
        }
        let spoken = runs.indices.filter { isSpoken[$0] }
        let rolling = RollingCaptions(
            spoken.map { index in
                let cue = file.cues[index]
                return .init(start: cue.start, end: cue.end, lines: runs[index].flatMap(\.lines))
            })
        for (index, count) in zip(spoken, rolling.repeatedCounts)
        where count > 0 && runs[index].count == 1 {
            let parted = RollingCaptions.parted(runs[index][0].lines, after: count)
            runs[index][0].lines = parted.rest
            let text = LineJoining.joined(parted.repeated)
            unspoken.append(
                UnspokenCue(.repeated, index: index, cue: file.cues[index], text: text))
        }
        overlaps = rolling.overlaps && file.format != .ass
        labels = SpeakerLabels(lines: runs.joined().lazy.flatMap(\.lines))
        self.runs = runs
        lastStart = file.cues.map(\.start).max() ?? .zero
        self.unspoken = unspoken
        listed = Set(unspoken.map(\.number))
    }

    /// What is spoken of a cue, part by part; what is not is listed.
    mutating func parts(ofCueAt index: Int, _ cue: Cue) -> [Part] {
        var parts: [Part] = []
        for run in runs[index] {
            let cleaned = spokenLines(of: run.lines, index: index, cue: cue)
            let voices = voices(
                of: cleaned.lines, speaker: run.speaker, hadSounds: cleaned.hadSounds)
            list(.label, voices.labels, index: index, cue: cue)
            parts += voices.parts
        }
        if parts.isEmpty, !listed.contains(index + 1) {
            list(.empty, [cue.text], index: index, cue: cue)
        }
        return parts
    }

    private mutating func spokenLines(
        of spoken: [String], index: Int, cue: Cue
    ) -> (lines: [String], hadSounds: Bool) {
        let noted = Advertising.parted(spoken, isAtEdge: isAtEdge(index, cue))
        var lines = noted.spoken
        list(.advertising, noted.advertising, index: index, cue: cue)
        if options.readsSounds {
            lines = Music.withoutNotes(lines)
        } else {
            let parted = Music.removed(from: lines)
            list(.music, parted.music, index: index, cue: cue)
            lines = parted.lines
        }
        let sounds = Sounds(labels.withColons(lines), reads: options.readsSounds)
        if !options.readsSounds { list(.sound, sounds.sounds, index: index, cue: cue) }
        return (sounds.lines, !sounds.sounds.isEmpty)
    }

    /// Whether a cue is among the first or the last of the file, by their number or by a minute.
    private func isAtEdge(_ index: Int, _ cue: Cue) -> Bool {
        index < 3 || index + 3 >= runs.count || cue.start < .seconds(60)
            || cue.start > lastStart - .seconds(60)
    }

    private mutating func list(
        _ reason: UnspokenCue.Reason, _ texts: [String], index: Int, cue: Cue
    ) {
        unspoken += texts.map { UnspokenCue(reason, index: index, cue: cue, text: $0) }
        if !texts.isEmpty { listed.insert(index + 1) }
    }

    /// Lines as parts, by dashes and by labels, and the labels.
    ///
    /// Speakers that only dashes tell apart are named `-1` and `-2` in turn.
    private func voices(
        of lines: [String], speaker: String?, hadSounds: Bool
    ) -> (parts: [Part], labels: [String]) {
        let voices = Dialogue.parts(of: lines).filter { $0.contains(where: \.saysSomething) }
        var parts: [Part] = []
        var found: [String] = []
        for (index, lines) in voices.enumerated() {
            let speaker = voices.count > 1 ? "-\(index % 2 + 1)" : speaker
            var turns: [(speaker: String?, lines: [String])] = [(speaker, [])]
            for (place, line) in lines.enumerated() {
                // A label without words is one before others, or before a sound.
                if let label = labels.label(of: line),
                    !label.rest.isEmpty || hadSounds || place + 1 < lines.count
                {
                    found.append(label.name)
                    turns.append((label.name, [label.rest]))
                } else {
                    turns[turns.count - 1].lines.append(line)
                }
            }
            parts += turns.compactMap(CueCleaner.part)
        }
        return (parts, found)
    }

    private static func part(of turn: (speaker: String?, lines: [String])) -> Part? {
        // Punctuation before the first word is left over from a sound that was taken out.
        let text = LineJoining.joined(turn.lines).drop { ":：,;， ".contains($0) }
        return text.saysSomething ? Part(speaker: turn.speaker, text: String(text)) : nil
    }
}

extension UnspokenCue {
    /// What is not spoken of the cue at an index, on one line.
    init(_ reason: Reason, index: Int, cue: Cue, text: String) {
        self.init(reason, number: index + 1, line: cue.line, text: text.singleSpaced)
    }
}
