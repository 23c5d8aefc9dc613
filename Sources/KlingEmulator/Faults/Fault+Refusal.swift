import HTTPTypes

extension Fault {
    /// What a call is refused with before any work; nil for a fault that comes in another form.
    var refusal: Refusal? {
        switch self {
        case .serverErrorBefore: .serverError
        case .code429: .tooFast(withCode: false, status: .ok)
        case .tooFast: .tooFast(withCode: true)
        case .tooManyAtOnce: .tooManyAtOnce(withCode: true)
        case .outOfCredit: .outOfCredit
        default: nil
        }
    }

    /// What is wrong with the audio.
    var flaw: AudioID.Flaw {
        switch self {
        case .cutAudio: .cut
        case .emptyAudio: .empty
        case .badAudio: .alwaysCut
        default: .none
        }
    }
}
