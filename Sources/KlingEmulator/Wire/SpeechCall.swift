import Foundation

/// The body of a call, checked.
struct SpeechCall: Sendable {
    let text: String
    let voiceID: String
    let speed: Double
    let volume: Double

    /// The text's length as the limit counts it, in Unicode scalars.
    let characterCount: Int

    /// Reads a call's JSON.
    ///
    /// - Throws: what the service would refuse it with.
    init(json: Data, settings: EmulatorSettings) throws(Refusal) {
        let body: Body
        do {
            body = try JSONDecoder().decode(Body.self, from: json)
        } catch let DecodingError.typeMismatch(type, context) where !context.codingPath.isEmpty {
            let field = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw .badParameter("\(field) must be a \(type == Double.self ? "number" : "string")")
        } catch {
            throw .badParameter("request body must be a JSON object")
        }
        text = try Self.text(body, settings: settings)
        characterCount = text.unicodeScalars.count
        voiceID = try Self.voice(body, settings: settings)
        speed = try Self.value(body.speed, named: "speed", within: 0.5...2)
        volume = try Self.value(body.volume, named: "volume", within: 0...2)
        try Self.checkCallback(body.callback_url)
    }

    /// The fields under the service's own names; null counts as absent.
    private struct Body: Decodable {
        var text: String?
        var voice_id: String?
        var speed: Double?
        var volume: Double?
        var callback_url: String?
    }

    private static func text(_ body: Body, settings: EmulatorSettings) throws(Refusal) -> String {
        guard let text = body.text, !text.allSatisfy(\.isWhitespace) else {
            throw .badParameter("text is required for tts")
        }
        let limit = settings.maximumCharacters
        // The bytes of UTF-8 are never fewer than the characters, and known without counting.
        guard text.utf8.count <= limit || text.unicodeScalars.count <= limit else {
            throw .badParameter("text exceeds the maximum length of \(limit) characters for tts")
        }
        return text
    }

    private static func voice(_ body: Body, settings: EmulatorSettings) throws(Refusal) -> String {
        guard let voice = body.voice_id, !voice.isEmpty else {
            throw .badParameter("voice_id is required for tts")
        }
        guard settings.voices?.contains(voice) ?? true else { throw .unknownVoice }
        return voice
    }

    private static func value(
        _ value: Double?, named name: String, within range: ClosedRange<Double>
    ) throws(Refusal) -> Double {
        guard let value else { return 1 }
        guard range.contains(value) else {
            throw .badParameter(
                "\(name) must be between \(range.lowerBound) and \(range.upperBound) for tts")
        }
        return value
    }

    private static func checkCallback(_ callback: String?) throws(Refusal) {
        guard let callback, !callback.isEmpty else { return }
        let address = URL(string: callback)
        guard ["http", "https"].contains(address?.scheme?.lowercased()),
            address?.host?.isEmpty == false
        else { throw .badParameter("callback_url must be an http or https URL") }
    }
}
