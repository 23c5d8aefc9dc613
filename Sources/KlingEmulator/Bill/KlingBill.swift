import Foundation

/// The bill as Kling's own addresses tell it.
///
/// The layout is that of the vendor's pages on account and billing as clients in the field read it:
/// a page of deductions by task, with a cursor to the next one.
struct KlingBill: Sendable {
    let settings: EmulatorSettings
    let entries: [BillEntry]

    private static let longestPage = 100

    /// What a page is asked for with: a time in Unix milliseconds, or the cursor of the page before.
    private struct Query: Decodable {
        var start_time: Int?
        var end_time: Int?
        var limit: Int?
        var cursor: String?
    }

    /// A page of deductions, oldest first.
    func deductions(_ body: Data) -> Reply {
        guard var query = try? JSONDecoder().decode(Query.self, from: body) else {
            return refusal("request body must be a JSON object")
        }
        var offset = 0
        if let cursor = query.cursor {
            let fields = cursor.split(separator: "-").compactMap { Int($0) }
            guard fields.count == 4 else { return refusal("cursor is invalid") }
            offset = fields[0]
            query = Query(start_time: fields[1], end_time: fields[2], limit: fields[3])
        }
        guard let start = query.start_time, let end = query.end_time else {
            return refusal("start_time and end_time are required")
        }
        let size = min(Self.longestPage, max(1, query.limit ?? Self.longestPage))
        // The bill's times are whole seconds: the second in which the time begins belongs to it.
        let rows = entries.filter { start / 1000 <= $0.createdAt && $0.createdAt <= end / 1000 }
        let next = offset + size
        return .json(
            envelope([
                "result": [
                    "detail": .array(rows.dropFirst(offset).prefix(size).map(row)),
                    "count": .integer(rows.count),
                ],
                "next_cursor": .string(
                    next < rows.count ? "\(next)-\(start)-\(end)-\(size)" : ""),
                "has_more": .bool(next < rows.count),
            ]))
    }

    private func row(_ entry: BillEntry) -> JSONValue {
        let row: JSONValue = [
            "task_id": .string(entry.taskID ?? entry.requestID), "api_key_name": "emulator",
            "product_function": "Text to Speech", "model_name": "kling-tts",
            "deduction_time": .string(String(entry.createdAt * 1000)),
            "deduction_amount": .number(entry.price),
        ]
        return settings.klingBill == .package
            ? row.adding(["package_id": "emulator", "product_type": "audio"])
            : row.adding(["cash_type": "balance", "currency": "CNY"])
    }

    /// The resource pack and what is left of it.
    func costs() -> Reply {
        let total = 1_000_000
        let used = entries.reduce(0) { $0 + $1.priceThousandths }
        return .json(
            envelope([
                "code": 0, "msg": "ok",
                "resource_pack_subscribe_infos": [
                    [
                        "resource_pack_name": "emulator", "resource_pack_id": "emulator",
                        "resource_pack_type": "decreasing_total",
                        "total_quantity": .integer(total),
                        "remaining_quantity": .number(
                            BillEntry.price(thousandths: max(0, total * 1000 - used))),
                        "status": "online",
                    ]
                ],
            ]))
    }

    private func envelope(_ data: JSONValue) -> JSONValue {
        ["code": 0, "message": "SUCCEED", "request_id": .string(requestID()), "data": data]
    }

    private func refusal(_ message: String) -> Reply {
        let error = KlingError.badParameter(message)
        return .json(error.json(requestID: requestID()), status: error.status)
    }

    private func requestID() -> String { String(UInt64.random(in: .min ... .max), radix: 16) }
}
