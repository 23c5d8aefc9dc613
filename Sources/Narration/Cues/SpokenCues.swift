package import Subtitles

/// What is spoken of a subtitle file, and what is not.
package struct SpokenCues: Sendable {
    /// What is spoken, in the order of the file.
    package private(set) var cues: [SpokenCue] = []
    /// What is not spoken, in the order of the file.
    package private(set) var unspoken: [UnspokenCue] = []

    /// What roles can name in the file.
    package private(set) var names = CueNames()

    /// What is spoken of a file: without markup, sounds, labels, advertising and repeats.
    ///
    /// A file whose cues are of several languages needs ``SpokenOptions/language``: without it all
    /// of them are unspoken.
    package init(_ file: SubtitleFile, options: SpokenOptions = SpokenOptions()) {
        var cleaner = CueCleaner(file, options: options)
        var said = SaidTexts(areDrawn: file.format == .ass)
        var held = HeldSpeaker()
        for (index, cue) in file.cues.enumerated() {
            let cleaned = cleaner.cleaned(cueAt: index, cue)
            let parts = cleaner.holdsLabels ? held.given(cleaned, of: cue) : cleaned.parts
            for part in SpokenCues.timed(parts, in: cue, index: index) {
                if let copied = said.copy(of: part, in: cue, at: cues.count) {
                    cues[copied].end = max(cues[copied].end, part.end)
                    unspoken.append(UnspokenCue(.repeated, index: index, cue: cue, text: part.text))
                } else {
                    cues.append(part)
                }
            }
        }
        unspoken = cleaner.unspoken + unspoken
        if cleaner.overlaps { endBeforeNext() }
        carrySpeakers(file)
        names = CueNames(of: file, cues, unspoken)
        if let roles = options.roles { cast(by: roles, file) }
        unspoken = unspoken.enumerated()
            .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
            .map(\.element)
    }

    /// Gives each cue its voice, and takes out those that are for nobody.
    private mutating func cast(by roles: CueRoles, _ file: SubtitleFile) {
        var cast: [SpokenCue] = []
        for var cue in cues {
            let index = cue.number - 1
            let style = file.cues[index].style
            switch roles.casting(number: cue.number, speaker: cue.speaker, style: style) {
            case .muted:
                unspoken.append(
                    UnspokenCue(.muted, index: index, cue: file.cues[index], text: cue.text))
                continue
            case .voice(let id): cue.voiceID = id
            case nil: break
            }
            cast.append(cue)
        }
        cues = cast
    }

    /// The parts of a cue, each with its share of the time by its share of the characters.
    private static func timed(
        _ parts: [CueCleaner.Part], in cue: Cue, index: Int
    ) -> [SpokenCue] {
        let counts = parts.map(\.text.unicodeScalars.count)
        let total = counts.reduce(0, +)
        var start = cue.start
        var before = 0
        return zip(parts, counts).map { part, count in
            before += count
            let share = (cue.end - cue.start) / total * before
            let end = before == total ? cue.end : cue.start + share
            defer { start = end }
            return SpokenCue(
                number: index + 1, line: cue.line, start: start, end: end, text: part.text,
                speaker: part.speaker)
        }
    }

    /// Cuts each cue's time off where the next one begins.
    private mutating func endBeforeNext() {
        for index in cues.indices.dropLast() where cues[index + 1].start > cues[index].start {
            cues[index].end = min(cues[index].end, cues[index + 1].start)
        }
    }

    /// Gives a sentence that runs on into the next cue to the speaker it began with.
    ///
    /// A style of its own says that somebody else speaks. Where a file hardly punctuates, nothing says
    /// that a sentence runs on.
    private mutating func carrySpeakers(_ file: SubtitleFile) {
        let endedCount = cues.count(where: \.text.endsSentence)
        guard endedCount * 3 >= cues.count else { return }
        for index in cues.indices.dropFirst() where cues[index].speaker == nil {
            let last = cues[index - 1]
            let isNear = cues[index].start - last.end <= .seconds(1)
            let hasStyle =
                file.cues[cues[index].number - 1].style == file.cues[last.number - 1].style
            if isNear, hasStyle, cues[index].start >= last.start, !last.text.endsSentence {
                cues[index].speaker = last.speaker
            }
        }
    }
}
