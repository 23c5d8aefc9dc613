import Foundation
import HTTPTypes

/// The form of the gateway's public source.
///
/// It checks the fields itself, its text limit by bytes though the message says characters, and
/// passes Kling's replies on: a success as it is, an error as text inside its own.
struct GatewayForm: FormRules {
    private static let kling = KlingForm()

    func names(number: UInt64) -> CallNames {
        let digits = Moment.now.iso8601.filter(\.isNumber)
        return CallNames(
            billed: digits + String(number, radix: 36),
            inBody: "kling-\(String(number, radix: 16))",
            taskID: String(number), hasHeader: true)
    }

    /// The fields that the form has; `speed` and `volume` are ignored in silence.
    private struct Body: Decodable {
        var text: String?
        var voice_id: String?
        var voice_language: String?
        var voice_speed: Double?
        var callback_url: String?
    }

    func call(json: Data, limits: CallRules) throws(Refusal) -> SpeechCall {
        let body: Body = try CallBody.decode(json, refusing: Refusal.notBuilt)
        let call = try checked(body, limit: limits.text)
        if let error = KlingForm.error(in: call, voices: limits.voices) {
            throw refusal(for: error)
        }
        return call
    }

    /// The gateway's own checks, in its order.
    private func checked(_ body: Body, limit: TextLimit) throws(Refusal) -> SpeechCall {
        guard let text = CallBody.text(body.text) else {
            throw .notBuilt("text is required for tts")
        }
        if let excess = limit.excess(of: text) {
            throw .notBuilt(
                "text length exceeds maximum \(excess.limit) characters, got: \(excess.count)")
        }
        guard let voice = body.voice_id, !voice.isEmpty else {
            throw .notBuilt("voice_id is required for tts")
        }
        let language = body.voice_language ?? "zh"
        guard VoiceTable.languages.contains(language) else {
            throw .notBuilt("voice_language must be zh or en")
        }
        let speed = body.voice_speed ?? 1
        guard (0.8...2).contains(speed) else {
            throw .notBuilt("voice_speed must be between 0.8 and 2.0")
        }
        return SpeechCall(
            text: text, voiceID: voice, language: language, speed: speed, volume: 1,
            callbackURL: CallBody.isAddress(body.callback_url) ? body.callback_url : nil)
    }

    func success(_ success: Success) -> JSONValue { KlingForm.success(success) }

    /// Kling's 429 loses its code on the way; everything else is passed on as text.
    func refusal(for error: KlingError) -> Refusal {
        error.status == .tooManyRequests ? .saturated : .nested(error)
    }

    func wrongRoute(method: String, path: String) -> Refusal {
        Refusal(
            status: .notFound,
            body: .gatewayError(
                message: "Invalid URL (\(method) \(path))", type: "invalid_request_error",
                namesRequest: false))
    }

    var bodyTooLarge: Refusal {
        .newAPI(.contentTooLarge, "request body too large")
    }
}
