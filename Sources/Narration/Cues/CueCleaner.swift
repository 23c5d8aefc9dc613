import Subtitles
import Texts

/// Cleans the cues of one file: what is spoken of each, and what is not.
package struct CueCleaner {
    /// What one speaker says in a cue.
    struct Part: Equatable {
        /// How a cue says that somebody else begins to speak.
        enum Turn {
            case label, dash, markup, none
        }

        var speaker: String?
        var text: String
        var turn = Turn.none
    }

    /// What is spoken of a cue.
    struct Cleaned {
        var parts: [Part] = []
        /// The last speaker that a label of it names.
        var lastLabel: String?
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
    /// Whether a label holds for the cues behind it, up to the next one.
    let holdsLabels: Bool

    /// Reads what the cues have in common: the speakers they name, and whether they roll.
    init(_ file: SubtitleFile, options: SpokenOptions) {
        self.options = options
        let leftOut = CueCleaner.leftOut(of: file, options: options)
        var unspoken: [UnspokenCue] = []
        var runs = file.cues.enumerated().map { index, cue -> [CueRun] in
            if let reason = leftOut[index] {
                let text =
                    file.format == .ass ? OverrideMarkup.removed(from: cue.text).text : cue.text
                unspoken.append(UnspokenCue(reason, index: index, cue: cue, text: text))
                return []
            }
            let (runs, drawing) = CueRun.runs(of: cue, format: file.format, ruby: options.ruby)
            if let drawing {
                unspoken.append(UnspokenCue(.drawing, index: index, cue: cue, text: drawing))
            }
            return runs
        }
        let spoken = runs.indices.filter { leftOut[$0] == nil }
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
        let labels = SpeakerLabels(lines: runs.joined().lazy.flatMap(\.lines))
        self.labels = labels
        holdsLabels =
            options.roles?.castSpeakers == true
            && HeldSpeaker.holds(
                zip(runs, file.cues).flatMap { runs, cue in
                    runs.flatMap { labels.withColons($0.lines) }
                        .compactMap { labels.label(of: $0.withoutDialogueDash) }
                        .map { ($0.name.uppercased(), cue) }
                })
        self.runs = runs
        lastStart = file.cues.map(\.start).max() ?? .zero
        self.unspoken = unspoken
        listed = Set(unspoken.map(\.number))
    }

    /// The cues that are not spoken as a whole.
    private static func leftOut(
        of file: SubtitleFile, options: SpokenOptions
    ) -> [Int: UnspokenCue.Reason] {
        var leftOut = file.format == .ass ? DrawnCues.found(in: file.cues) : [:]
        for (index, isSpoken) in file.isSpoken(in: options.language).enumerated() {
            if !isSpoken { leftOut[index] = .language }
        }
        for (index, cue) in file.cues.enumerated() where cue.isHidden { leftOut[index] = .hidden }
        return leftOut
    }

    /// What is spoken of a cue, part by part; what is not is listed.
    mutating func cleaned(cueAt index: Int, _ cue: Cue) -> Cleaned {
        var cleaned = Cleaned()
        for run in runs[index] {
            let lines = spokenLines(of: run.lines, index: index, cue: cue)
            let voices = voices(of: lines.lines, speaker: run.speaker, hadSounds: lines.hadSounds)
            list(.label, voices.labels, index: index, cue: cue)
            cleaned.parts += voices.parts
            cleaned.lastLabel = voices.labels.last ?? cleaned.lastLabel
        }
        if cleaned.parts.isEmpty, !listed.contains(index + 1) {
            list(.empty, [cue.text], index: index, cue: cue)
        }
        return cleaned
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
        let isDashed = voices.count > 1 || lines.first?.hasDialogueDash == true
        let turn: Part.Turn = speaker != nil ? .markup : isDashed ? .dash : .none
        var parts: [Part] = []
        var found: [String] = []
        for (index, lines) in voices.enumerated() {
            let speaker = voices.count > 1 ? "-\(index % 2 + 1)" : speaker
            var turns = [(part: Part(speaker: speaker, text: "", turn: turn), lines: [String]())]
            for (place, line) in lines.enumerated() {
                // A label without words is one before others, or before a sound.
                if let label = labels.label(of: line),
                    !label.rest.isEmpty || hadSounds || place + 1 < lines.count
                {
                    found.append(label.name)
                    let part = Part(speaker: label.name, text: "", turn: .label)
                    turns.append((part, [label.rest]))
                } else {
                    turns[turns.count - 1].lines.append(line)
                }
            }
            parts += turns.compactMap { CueCleaner.part($0.part, saying: $0.lines) }
        }
        return (parts, found)
    }

    private static func part(_ part: Part, saying lines: [String]) -> Part? {
        // Punctuation before the first word is left over from a sound that was taken out.
        let text = LineJoining.joined(lines).drop { ":：,;， ".contains($0) }
        guard text.saysSomething else { return nil }
        return Part(speaker: part.speaker, text: String(text), turn: part.turn)
    }
}

extension UnspokenCue {
    /// What is not spoken of the cue at an index, on one line.
    init(_ reason: Reason, index: Int, cue: Cue, text: String) {
        self.init(reason, number: index + 1, line: cue.line, text: text.singleSpaced)
    }
}
