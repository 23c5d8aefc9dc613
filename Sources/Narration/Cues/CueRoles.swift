/// Which voices speak which cues of a subtitle file.
///
/// A cue's number beats its speaker, a speaker beats a style.
package struct CueRoles: Hashable, Sendable {
    /// Who speaks a cue.
    package enum Casting: Hashable, Sendable {
        /// A voice, by its identifier.
        case voice(String)
        /// Nobody: the cue is left out.
        case muted
    }

    /// Cues by their numbers in the file, from 1.
    package struct Range: Hashable, Sendable {
        /// The numbers.
        package let numbers: ClosedRange<Int>
        /// Who speaks them.
        package let casting: Casting

        /// Cues and who speaks them.
        package init(_ numbers: ClosedRange<Int>, _ casting: Casting) {
            self.numbers = numbers
            self.casting = casting
        }
    }

    /// The file they stand in, for messages.
    package let path: String
    /// Who speaks which cues; of two that hold a cue the narrower counts.
    package let cues: [Range]
    /// Who speaks for all other speakers that have a name; nil leaves them to their style.
    package let otherSpeakers: Casting?
    let speakers: Names
    let styles: Names

    /// Names as they are written, and who speaks for each.
    struct Names: Hashable, Sendable {
        /// As they are written.
        let written: [String]
        private let castings: [String: Casting]

        init(_ castings: [String: Casting]) {
            written = castings.keys.sorted()
            self.castings = Dictionary(
                castings.sorted { $0.key < $1.key }.map { ($0.key.lowercased(), $0.value) },
                uniquingKeysWith: { first, _ in first })
        }

        /// Upper and lower case do not count.
        subscript(name: String) -> Casting? { castings[name.lowercased()] }
    }

    /// Roles of these parts; speakers and styles match in upper and lower case alike.
    package init(
        path: String = "", speakers: [String: Casting] = [:], otherSpeakers: Casting? = nil,
        styles: [String: Casting] = [:], cues: [Range] = []
    ) {
        self.path = path
        self.speakers = Names(speakers)
        self.otherSpeakers = otherSpeakers
        self.styles = Names(styles)
        self.cues = cues.enumerated().sorted {
            ($0.element.numbers.count, $0.element.numbers.lowerBound, $0.offset)
                < ($1.element.numbers.count, $1.element.numbers.lowerBound, $1.offset)
        }.map(\.element)
    }

    /// Whether speakers by name have voices of their own.
    var castSpeakers: Bool { otherSpeakers != nil || !speakers.written.isEmpty }

    /// Who speaks a cue, by its number, its speaker and its style; nil if none of them says.
    package func casting(number: Int, speaker: String?, style: String?) -> Casting? {
        if let range = cues.first(where: { $0.numbers.contains(number) }) { return range.casting }
        if let speaker, let casting = speakers[speaker] ?? otherSpeakers { return casting }
        return style.flatMap { styles[$0] }
    }
}
