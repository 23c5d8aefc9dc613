/// What a call's audio consists of.
enum Sound: Hashable, Sendable {
    /// So many frames of silence, made anew for each download; the mark keeps the silences of
    /// different texts apart.
    case silence(frameCount: Int, mark: UInt32)
    /// Speech that a ``SpeechEngine`` keeps under this name.
    case speech(name: String, frameCount: Int)

    /// How long it lasts; both kinds have frames of one length.
    var milliseconds: Int {
        switch self {
        case .silence(let frameCount, _), .speech(_, let frameCount):
            frameCount * SilentMP3.frameMilliseconds
        }
    }

    /// Silence as long as a text takes to speak, 300 ms at least.
    static func silence(for call: SpeechCall) -> Sound {
        let rate = SpokenLanguage(of: call.text).charactersPerSecond * call.speed
        let milliseconds = max(300, Double(call.characterCount) / rate * 1000)
        let frameCount = (milliseconds / Double(SilentMP3.frameMilliseconds)).rounded(.up)
        return .silence(frameCount: Int(frameCount), mark: AudioID.check(call.text))
    }
}
