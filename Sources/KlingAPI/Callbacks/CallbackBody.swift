package import Foundation

/// Reads what services post: the page's reply, Kling's task, or either inside `data`.
///
/// Which attempt it is about is told by the address alone, never by the body.
///
/// Source: the vendor's page for replies, and Kling's documentation of callbacks.
package enum CallbackBody {
    /// What a body says; what brings audio is a success, whatever else it says.
    package static func read(_ body: Data) -> CallbackOutcome {
        guard let document = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else {
            return .unreadable
        }
        let inner = document["data"] as? [String: Any]
        let layers = [inner, document].compactMap { $0 }
        if let audio = layers.lazy.compactMap(audio).first { return .succeeded(audio) }
        let message =
            ["task_status_msg", "message", "msg"].lazy
            .compactMap { key in layers.lazy.compactMap { text($0[key]) }.first }.first
            ?? error(document)
        if let status = layers.lazy.compactMap({ $0["task_status"] as? String }).first {
            return outcome(ofStatus: status.lowercased(), message: message)
        }
        let code = number(document["code"])
        let hasFailed = code.map { $0 != 0 } ?? (document["error"] != nil)
        return hasFailed ? .failed(message: message ?? "no reason is given") : .unreadable
    }

    private static func outcome(ofStatus status: String, message: String?) -> CallbackOutcome {
        switch status {
        case "submitted", "processing", "queued", "pending", "running": .working
        case "failed", "fail", "failure", "error", "cancelled", "canceled":
            .failed(message: message ?? "no reason is given")
        // A success without audio may have been charged, and nobody can use it.
        default: .unreadable
        }
    }

    private static func error(_ document: [String: Any]) -> String? {
        text(document["error"]) ?? text((document["error"] as? [String: Any])?["message"])
    }
}

extension CallbackBody {
    /// The audio in a layer: the page's fields, or the first of the lists in Kling's result.
    private static func audio(_ layer: [String: Any]) -> CallbackAudio? {
        if let url = address(layer["audio_url"]) {
            return CallbackAudio(
                id: text(layer["audio_id"]), url: url,
                durationMilliseconds: number(layer["duration"]).map { Int($0) },
                createdAt: number(layer["created_at"]).map { Int($0) })
        }
        guard let result = layer["task_result"] as? [String: Any] else { return nil }
        let items = result.keys.sorted().lazy
            .compactMap { result[$0] as? [[String: Any]] }.flatMap { $0 }
        for item in items {
            guard let url = address(item["url"]) ?? address(item["audio_url"]) else { continue }
            return CallbackAudio(
                id: text(item["id"]) ?? text(item["audio_id"]), url: url,
                durationMilliseconds: number(item["duration"]).map { Int(($0 * 1000).rounded()) },
                createdAt: number(layer["created_at"]).map { Int($0) },
                units: text(layer["final_unit_deduction"]))
        }
        return nil
    }

    private static func address(_ value: Any?) -> String? {
        guard let address = value as? String, address.utf8.count <= 8192 else { return nil }
        let lower = address.lowercased()
        let isWeb = ["https://", "http://"].contains {
            lower.hasPrefix($0) && lower.utf8.count > $0.utf8.count
        }
        return isWeb ? address : nil
    }

    /// A text of at most 500 characters, or a number as one; longer ones are cut.
    private static func text(_ value: Any?) -> String? {
        switch value {
        case let text as String: text.isEmpty ? nil : String(text.prefix(500))
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// A number, be it written as one or as a text.
    private static func number(_ value: Any?) -> Double? {
        let number: Double? =
            switch value {
            case let text as String: Double(text)
            case let number as NSNumber: number.doubleValue
            default: nil
            }
        return number.flatMap { $0.isFinite && $0.magnitude < 1e14 ? $0 : nil }
    }
}
