import Foundation
import SpeechTasks
import Texts

/// One page of a list of deductions of Kling's own API, read by the names that fields of bills have.
struct KlingBillPage {
    /// Its deductions.
    let rows: [BillRow]
    /// What the next page is asked for with; nil where there is none.
    let cursor: String?
    /// Whether the service says that nothing follows.
    let isKnownAsLast: Bool

    /// Reads a page.
    ///
    /// - Parameter rowsBefore: how many rows the pages before it had.
    init(_ body: Data, path: String, rowsBefore: Int) throws(BillError) {
        let document: PlacedJSON
        let list: BillDocument
        do throws(JSONFault) {
            document = try PlacedJSON.read(body)
            list = try BillDocument(document, isPage: true)
        } catch {
            throw .otherForm(reason: "\(path): \(error.message)")
        }
        rows = try Self.rows(list.rows, path: path, rowsBefore: rowsBefore)
        let hasMore = Self.value(of: ["has_more", "hasMore"], in: document)?.isTrue
        let next = Self.value(of: ["next_cursor", "nextCursor"], in: document)?.text ?? ""
        cursor = hasMore == false || next.isEmpty ? nil : next
        guard cursor == nil else {
            isKnownAsLast = false
            return
        }
        let count = rowsBefore + rows.count
        guard hasMore != true, list.total ?? count <= count else {
            throw .notWhole(
                reason: "\(path) gives \(count) rows, says that there are more, and not how to "
                    + "ask for them")
        }
        isKnownAsLast = hasMore == false || list.total == count
    }

    /// The first value under one of some names, in any nesting of objects.
    private static func value(of names: [String], in document: PlacedJSON) -> PlacedJSON? {
        guard let members = document.members else { return nil }
        if let value = names.lazy.compactMap({ members[$0] }).first { return value }
        return members.keys.sorted().lazy
            .compactMap { key in members[key].flatMap { value(of: names, in: $0) } }.first
    }

    private static func rows(
        _ items: [PlacedJSON], path: String, rowsBefore: Int
    ) throws(BillError) -> [BillRow] {
        var rows: [BillRow] = []
        for (index, item) in items.enumerated() {
            rows.append(try row(item, place: "\(path), row \(rowsBefore + index + 1)"))
        }
        return rows
    }

    private static func row(_ item: PlacedJSON, place: String) throws(BillError) -> BillRow {
        func text(_ names: String...) -> String? {
            names.lazy.compactMap { item[$0]?.text }.first { !$0.isEmpty }
        }
        let amount = text(
            "final_unit_deduction", "deduction_amount", "deduction", "units", "amount", "cost")
        guard let id = text("task_id", "taskId", "external_task_id"), let amount else {
            throw .otherForm(reason: "\(place) has no task id or no amount")
        }
        var row = BillRow(place: place)
        row.requestID = id
        // Units of a resource package are no yuan.
        if text("currency")?.uppercased() == "CNY", let price = BillAmount(yuan: amount) {
            row.price = price.money
            row.units = price.units
        } else {
            row.units = amount
        }
        row.isRefund = amount.hasPrefix("-")
        row.model = text("model_name", "model")
        let time = text("deduction_time", "created_at", "create_time", "time", "updated_at")
        row.time = time.flatMap { BillTime($0, timeZone: .gmt)?.date }
        return row
    }
}

extension PlacedJSON {
    /// The value as a Boolean, however it is written; nil for anything else.
    fileprivate var isTrue: Bool? {
        switch kind {
        case .boolean(let value): value
        case .string("true"), .number("1"), .string("1"): true
        case .string("false"), .number("0"), .string("0"): false
        default: nil
        }
    }
}
