import Foundation
import SpeechTasks
import Texts

/// The fields of a call over all forms, under the wire's own names; nil ones are not sent.
struct RequestFields: Encodable {
    var text: String?
    var voice_id: String?
    var voice_language: String?
    var speed: Decimal?
    var voice_speed: Decimal?
    var volume: Decimal?
    var callback_url: String?

    static func number(_ value: Thousandths) -> Decimal? {
        value == .normal ? nil : Decimal(value.count) / 1000
    }

    func encoded() throws -> Data {
        Data(try canonicalJSON(self).utf8)
    }
}
