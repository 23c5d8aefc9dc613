import Foundation
import HTTPTypes

/// The form of Kling's own API.
///
/// Parameters are refused with 1201 in words of our own; the codes are Kling's.
struct KlingForm: FormRules {
    func names(number: UInt64) -> CallNames {
        CallNames(
            billed: "kling-\(String(number, radix: 16))",
            inBody: "kling-\(String(number, radix: 16))", taskID: String(number))
    }

    /// The fields that the form has; `speed`, `volume` and `callback_url` are ignored in silence.
    private struct Body: Decodable {
        var text: String?
        var voice_id: String?
        var voice_language: String?
        var voice_speed: Double?
    }

    func call(json: Data, limits: CallRules) throws(Refusal) -> SpeechCall {
        let body: Body = try CallBody.decode(json, refusing: badParameter)
        guard let text = CallBody.text(body.text) else { throw badParameter("text is required") }
        if let excess = limits.text.excess(of: text) {
            throw badParameter(
                "text exceeds the maximum length of \(excess.limit) \(excess.unit)")
        }
        guard let voice = body.voice_id, !voice.isEmpty else {
            throw badParameter("voice_id is required")
        }
        let call = SpeechCall(
            text: text, voiceID: voice, language: body.voice_language ?? "zh",
            speed: body.voice_speed ?? 1, volume: 1, callbackURL: nil)
        if let error = Self.error(in: call, voices: limits.voices) { throw refusal(for: error) }
        return call
    }

    private func badParameter(_ message: String) -> Refusal {
        refusal(for: .badParameter(message))
    }

    /// What Kling refuses in the voice, its language and its speed; nil if nothing.
    static func error(in call: SpeechCall, voices: VoiceTable) -> KlingError? {
        guard let language = call.language, VoiceTable.languages.contains(language) else {
            return .badParameter("voice_language must be zh or en")
        }
        guard voices.contains(call.voiceID, language: language) else { return .unknownVoice }
        let tenths = call.speed * 10
        guard (8...20).contains(tenths), abs(tenths - tenths.rounded()) < 1e-6 else {
            return .badParameter("voice_speed must be between 0.8 and 2.0 with one decimal")
        }
        return nil
    }

    func success(_ success: Success) -> JSONValue {
        guard case .object(let members) = Self.success(success) else { return nil }
        return .object(
            members.map { member in
                member.name == "data"
                    ? JSONValue.Member(
                        name: "data",
                        value: member.value.adding([
                            "final_unit_deduction": .string(success.price)
                        ]))
                    : member
            })
    }

    /// The body of a success without what Kling took for it.
    static func success(_ success: Success) -> JSONValue {
        [
            "code": 0, "message": .string(success.message),
            "request_id": .string(success.requestID),
            "data": [
                "task_id": .string(success.taskID), "task_status": "succeed",
                "task_status_msg": "", "created_at": .integer(Int(success.createdAt)),
                "updated_at": .integer(Int(success.createdAt)),
                "task_result": success.taskResult,
            ],
        ]
    }

    var bodyTooLarge: Refusal {
        .coded(
            KlingError(
                status: .contentTooLarge, code: 1200, message: "request body is too large"))
    }
}
