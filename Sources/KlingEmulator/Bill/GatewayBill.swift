import Foundation

/// The bill as the gateway's log and usage addresses tell it.
struct GatewayBill: Sendable {
    let settings: EmulatorSettings
    let entries: [BillEntry]

    private static let model = "kling-tts"
    private static let longestPage = 100
    /// Quota in a thousandth of the gateway's currency: 500,000 are one unit of it.
    private static let quotaPerThousandth = 500

    /// A page of the log, newest first; the key stands in the query.
    func log(_ query: String?) -> Reply {
        let query = LogQuery(query)
        let key = query["key"] ?? ""
        guard !key.isEmpty, settings.token.map({ CallerCheck.isSame($0, key) }) ?? true else {
            return .json(["success": false, "message": "record not found"])
        }
        let rows = rows(query)
        let page = max(1, query.number("p") ?? 1)
        let size = min(Self.longestPage, max(1, query.number("page_size") ?? 10))
        let items = rows.dropFirst((page - 1) * size).prefix(size).map(row)
        return .json([
            "success": true, "message": "",
            "data": [
                "page": .integer(page), "page_size": .integer(size),
                "total": .integer(rows.count), "items": .array(Array(items)),
            ],
        ])
    }

    private func rows(_ query: LogQuery) -> [BillEntry] {
        // 2 is consumption, 0 everything; there is nothing else here.
        guard [nil, 0, 2].contains(query.number("type")),
            [nil, "", Self.model].contains(query["model_name"])
        else { return [] }
        let start = query.number("start_timestamp") ?? 0
        let end = query.number("end_timestamp").flatMap { $0 == 0 ? nil : $0 } ?? .max
        return entries.reversed().filter { start <= $0.createdAt && $0.createdAt <= end }
    }

    private func row(_ entry: BillEntry) -> JSONValue {
        let other: JSONValue = [
            "request_path": .string(entry.path ?? settings.callPath),
            "model_price": .number(entry.price), "group_ratio": 1,
        ]
        let row: JSONValue = [
            "created_at": .integer(entry.createdAt), "type": 2,
            "quota": .integer(entry.priceThousandths * Self.quotaPerThousandth),
            "use_time": .integer(entry.useTime), "token_name": "emulator",
            "model_name": .string(Self.model), "other": .string(other.text),
        ]
        return settings.billHasIDs ? row.adding(["request_id": .string(entry.requestID)]) : row
    }

    /// What the token has used; there is no end to what it has left.
    func usage() -> Reply {
        let used = entries.reduce(0) { $0 + $1.priceThousandths } * Self.quotaPerThousandth
        return .json([
            "code": true, "message": "ok",
            "data": [
                "object": "token_usage", "name": "emulator", "total_granted": .integer(used),
                "total_used": .integer(used), "total_available": 0, "unlimited_quota": true,
                "expires_at": 0,
            ],
        ])
    }
}

/// The fields of a query.
private struct LogQuery {
    private let items: [URLQueryItem]

    init(_ query: String?) {
        items = URLComponents(string: "?\(query ?? "")")?.queryItems ?? []
    }

    subscript(name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
}
