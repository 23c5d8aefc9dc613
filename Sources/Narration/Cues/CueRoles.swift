/// Which voices speak which cues of a subtitle file.
///
/// A cue's number beats its speaker, a speaker beats a style.
package struct CueRoles: Hashable, Sendable {
    /// Cues by their numbers in the file, from 1.
    package struct Range: Hashable, Sendable {
        /// The numbers.
        package let numbers: ClosedRange<Int>
        /// The voice's identifier.
        package let voiceID: String

        /// Cues and their voice.
        package init(_ numbers: ClosedRange<Int>, voiceID: String) {
            self.numbers = numbers
            self.voiceID = voiceID
        }
    }

    /// Voices' identifiers by cues; of two that hold a cue the narrower counts.
    package let cues: [Range]
    /// The voice of all other speakers that have a name; nil leaves them to their style.
    package let otherSpeakers: String?
    private let speakers: [String: String]
    private let styles: [String: String]

    /// Roles of these parts; speakers and styles match in upper and lower case alike.
    package init(
        speakers: [String: String] = [:], otherSpeakers: String? = nil,
        styles: [String: String] = [:], cues: [Range] = []
    ) {
        func folded(_ voices: [String: String]) -> [String: String] {
            Dictionary(
                voices.sorted { $0.key < $1.key }.map { ($0.key.lowercased(), $0.value) },
                uniquingKeysWith: { first, _ in first })
        }
        self.speakers = folded(speakers)
        self.otherSpeakers = otherSpeakers
        self.styles = folded(styles)
        self.cues = cues.sorted {
            ($0.numbers.count, $0.numbers.lowerBound, $0.voiceID)
                < ($1.numbers.count, $1.numbers.lowerBound, $1.voiceID)
        }
    }

    /// The voice of a cue by its number, its speaker and its style; nil if none has one.
    package func voiceID(number: Int, speaker: String?, style: String?) -> String? {
        if let range = cues.first(where: { $0.numbers.contains(number) }) { return range.voiceID }
        if let speaker, let voice = speakers[speaker.lowercased()] ?? otherSpeakers { return voice }
        return style.flatMap { styles[$0.lowercased()] }
    }
}
