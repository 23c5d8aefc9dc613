/// A call whose checks are done.
struct SpeechCall: Sendable {
    /// What is to be spoken.
    var text: String
    let voiceID: String
    /// The language asked for; nil where the form has none.
    let language: String?
    var speed: Double
    var volume: Double
    /// Who is to be told of the outcome.
    let callbackURL: String?

    /// The text's length in Unicode scalars.
    var characterCount: Int { text.unicodeScalars.count }

    /// The call as if its text ended after so many characters.
    func cut(toCharacters count: Int) -> SpeechCall {
        var call = self
        call.text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
        return call
    }
}
