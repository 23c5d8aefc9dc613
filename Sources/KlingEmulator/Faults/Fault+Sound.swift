extension Fault {
    /// What is wrong with the audio's downloads.
    var flaw: AudioID.Flaw {
        switch self {
        case .cutAudio: .cut
        case .emptyAudio: .empty
        case .badAudio: .alwaysCut
        default: .none
        }
    }

    /// The call that is spoken in place of another.
    func spoken(_ call: SpeechCall) -> SpeechCall {
        switch self {
        case .truncatedSpeech:
            let second = SpokenLanguage(of: call.text).charactersPerSecond * call.speed
            return call.cut(toCharacters: max(1, Int(second)))
        case .sameAudio:
            var call = call
            call.text = "The same words, whatever was asked for."
            call.speed = 1
            call.volume = 1
            return call
        default: return call
        }
    }

    /// The length that is announced for audio of some milliseconds.
    func announcement(of length: Int) -> Announcement {
        switch self {
        case .secondsForMilliseconds: Announcement(length: length, isInSeconds: true)
        case .zeroDuration: Announcement(length: 0)
        case .wrongDuration: Announcement(length: 2 * length + 1000)
        default: Announcement(length: length)
        }
    }
}
