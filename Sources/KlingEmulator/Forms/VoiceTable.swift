/// The voices there are, with the languages they speak.
struct VoiceTable: Sendable {
    /// The languages that the platform has.
    static let languages: Set<String> = ["zh", "en"]

    /// The only voices there are; nil for any.
    let listed: Set<String>?
    /// The languages of the voices whose languages are known.
    let spoken: [String: Set<String>]

    init(settings: EmulatorSettings) {
        listed = settings.voices
        spoken = Self.kling.merging(settings.voiceLanguages) { _, own in own }
    }

    /// Whether there is such a voice, in whatever language.
    func contains(_ voice: String) -> Bool { listed?.contains(voice) ?? true }

    /// Whether there is such a voice in a language.
    ///
    /// One whose languages are not known speaks them all.
    func contains(_ voice: String, language: String) -> Bool {
        contains(voice) && (spoken[voice]?.contains(language) ?? true)
    }
}
