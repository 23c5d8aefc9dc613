import JobLists
import Narration

extension CueRoles {
    /// The voices of the speakers that rows of lists name.
    var speakerVoices: SpeakerVoices {
        let roles = self
        return SpeakerVoices(path: path) { name in
            // Rows have neither numbers nor styles that roles could name.
            switch roles.casting(number: 0, speaker: name, style: nil) {
            case .voice(let voiceID): .voice(voiceID)
            case .muted: .muted
            case nil: nil
            }
        }
    }
}

extension RunInputs {
    /// What of the roles is for nothing in the subtitles and lists, in sentences.
    ///
    /// - Parameter speakers: those that rows of lists name.
    func unmatchedRoles(alsoNamed speakers: Set<String>) -> [String] {
        var names = cueNames
        names.speakers.formUnion(speakers)
        let hasSubtitles = inputs.contains { if case .subtitles = $0 { true } else { false } }
        let hasLists = !lists.isEmpty
        let kind = hasSubtitles ? (hasLists ? "inputs" : "subtitles") : "lists"
        return roles?.unmatched(in: names, of: kind) ?? []
    }
}
