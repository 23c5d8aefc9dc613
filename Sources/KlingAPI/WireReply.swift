import Foundation

extension Reply {
    /// Reads a reply's body leniently: the service's own form, a gateway's, or neither.
    mutating func read(body: Data) {
        guard
            let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
        else {
            message = Self.plainText(body)
            return
        }
        isReadable = true
        code = Self.integer(object["code"])
        message = object["message"] as? String ?? object["msg"] as? String
        requestID = Self.text(object["request_id"])
        if let data = object["data"] as? [String: Any] { read(data: data) }
        if let error = object["error"] as? [String: Any] {
            read(gatewayError: error)
        } else if let error = object["error"] as? String {
            message = message ?? error
        }
    }

    private mutating func read(data: [String: Any]) {
        audioID = Self.text(data["audio_id"])
        audioURL = data["audio_url"] as? String
        durationMilliseconds = Self.integer(data["duration"])
        createdAt = Self.integer(data["created_at"])
    }

    private mutating func read(gatewayError error: [String: Any]) {
        message = message ?? error["message"] as? String
        code = code ?? Self.integer(error["code"])
        let words = [error["type"], error["code"]].compactMap { $0 as? String }
        gatewayError = words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func text(_ value: Any?) -> String? {
        value as? String ?? integer(value).map(String.init)
    }

    /// A whole number, be it written as a number or as a string of digits.
    private static func integer(_ value: Any?) -> Int? {
        switch value {
        case let text as String: Int(text)
        case let number as NSNumber:
            number.doubleValue.magnitude < 1e15 ? Int(number.doubleValue) : nil
        default: nil
        }
    }

    /// The beginning of a body that is no JSON, on one line, for the ledger.
    private static func plainText(_ body: Data) -> String? {
        let text = String(decoding: body.prefix(400), as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : String(line.prefix(200))
    }

    /// Reads what the reply's headers say of the limit.
    ///
    /// `Retry-After` is seconds or a date (RFC 9110, 10.2.3); `RateLimit-Reset` and its kin are
    /// seconds from now, or Unix seconds where they are too large for that.
    mutating func read(headers: (String) -> String?, now: Date = Date()) {
        let reset = ["RateLimit-Reset", "X-RateLimit-Reset"].lazy.compactMap(headers).first
        let remaining = ["RateLimit-Remaining", "X-RateLimit-Remaining"].lazy
            .compactMap(headers).first
        isLastOfWindow = remaining?.trimmingCharacters(in: .whitespaces) == "0"
        let wait = headers("Retry-After").flatMap { Self.seconds($0, now: now) }
        let resetWait =
            isLastOfWindow || httpStatus == 429
            ? reset.flatMap { Self.seconds($0, now: now) } : nil
        retryAfter = (wait ?? resetWait).map { .seconds($0) }
    }

    private static func seconds(_ value: String, now: Date) -> Double? {
        let value = value.trimmingCharacters(in: .whitespaces)
        if let number = Double(value), number.isFinite, number >= 0 {
            let isUnixTime = number > 1e9
            return min(isUnixTime ? max(0, number - now.timeIntervalSince1970) : number, 864_000)
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: value).map { min(max(0, $0.timeIntervalSince(now)), 864_000) }
    }
}
