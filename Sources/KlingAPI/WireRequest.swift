import Foundation
import SpeechTasks

/// The body of the call.
///
/// Source: the vendor's page, "Request Parameters". Normal speed and volume are left out, since
/// absent means 1.0.
struct WireRequest {
    private let task: SpeechTask
    private let callbackURL: String?

    init(_ task: SpeechTask, callbackURL: String?) {
        self.task = task
        self.callbackURL = callbackURL
    }

    func encoded() throws -> Data {
        let fields = Fields(
            text: task.text, voice_id: task.voiceID,
            speed: Self.number(task.speed), volume: Self.number(task.volume),
            callback_url: callbackURL)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return try encoder.encode(fields)
    }

    private static func number(_ value: Thousandths) -> Decimal? {
        value == .normal ? nil : Decimal(value.count) / 1000
    }

    // The names are the wire's own.
    private struct Fields: Encodable {
        let text: String
        let voice_id: String
        let speed: Decimal?
        let volume: Decimal?
        let callback_url: String?
    }
}
