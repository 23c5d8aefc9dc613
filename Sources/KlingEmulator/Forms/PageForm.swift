import Foundation
import HTTPTypes

/// The form of the vendor's page.
///
/// The codes and `text is required for tts` are the page's own; the other messages follow that one
/// published example.
struct PageForm: FormRules {
    func names(number: UInt64) -> CallNames {
        let name = "req_tts_\(String(number, radix: 16))"
        return CallNames(billed: name, inBody: name)
    }

    /// The fields under the service's own names; null counts as absent.
    private struct Body: Decodable {
        var text: String?
        var voice_id: String?
        var speed: Double?
        var volume: Double?
        var callback_url: String?
    }

    func call(json: Data, limits: CallRules) throws(Refusal) -> SpeechCall {
        let body: Body = try CallBody.decode(json, refusing: Refusal.badParameter)
        let text = try text(body, limit: limits.text)
        let voice = try voice(body, voices: limits.voices)
        let speed = try value(body.speed, named: "speed", within: 0.5...2)
        let volume = try value(body.volume, named: "volume", within: 0...2)
        guard CallBody.isAddress(body.callback_url) else {
            throw .badParameter("callback_url must be an http or https URL")
        }
        return SpeechCall(
            text: text, voiceID: voice, language: nil, speed: speed, volume: volume,
            callbackURL: body.callback_url)
    }

    private func text(_ body: Body, limit: TextLimit) throws(Refusal) -> String {
        guard let text = CallBody.text(body.text) else {
            throw .badParameter("text is required for tts")
        }
        if let excess = limit.excess(of: text) {
            throw .badParameter(
                "text exceeds the maximum length of \(excess.limit) \(excess.unit) for tts")
        }
        return text
    }

    private func voice(_ body: Body, voices: VoiceTable) throws(Refusal) -> String {
        guard let voice = body.voice_id, !voice.isEmpty else {
            throw .badParameter("voice_id is required for tts")
        }
        guard voices.contains(voice) else { throw refusal(for: .unknownVoice) }
        return voice
    }

    private func value(
        _ value: Double?, named name: String, within range: ClosedRange<Double>
    ) throws(Refusal) -> Double {
        guard let value else { return 1 }
        guard range.contains(value) else {
            throw .badParameter(
                "\(name) must be between \(range.lowerBound) and \(range.upperBound) for tts")
        }
        return value
    }

    func success(_ success: Success) -> JSONValue {
        [
            "code": 0, "message": .string(success.message),
            "request_id": .string(success.requestID),
            "data": [
                "audio_id": .string(success.audioID), "audio_url": .string(success.audioURL),
                "duration": success.announced.milliseconds,
                "created_at": .integer(Int(success.createdAt)),
            ],
        ]
    }

    var bodyTooLarge: Refusal {
        .coded(
            KlingError(
                status: .contentTooLarge, code: 400, message: "request body is too large for tts"))
    }
}
