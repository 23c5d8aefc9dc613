import Foundation
import SpeechTasks
import Texts

/// One page of the gateway's log.
struct GatewayBillPage {
    /// The types of rows that are about money, by the gateway's numbers.
    enum Kind: Int, CaseIterable {
        case charge = 2
        case refund = 6
    }

    /// How many rows there are over all pages.
    let total: Int
    /// How many seconds the service's clock is ahead of ours; nil if it does not say.
    let clockAheadSeconds: Double?
    private let number: Int?
    private let size: Int
    private let items: [PlacedJSON]

    /// Reads a page as the gateway's public code writes it; nothing in its envelope may be missing, since
    /// a page of another form cannot be known to be whole.
    init(_ answer: BillConnection.Answer, masking words: (String) -> String) throws(BillError) {
        let document: PlacedJSON
        do throws(JSONFault) {
            document = try PlacedJSON.read(answer.body)
        } catch {
            throw .otherForm(reason: "it is no JSON: \(error.message)")
        }
        guard document["success"]?.kind != .boolean(false) else {
            throw .refused(
                status: 200, message: words(document["message"]?.text ?? "no reason is given"))
        }
        guard document["success"]?.kind == .boolean(true) else {
            throw .otherForm(reason: "`success` is missing")
        }
        guard let data = document["data"], data.members != nil else {
            throw .otherForm(reason: "`data` holds no pages")
        }
        total = try Self.count("total", in: data)
        size = try Self.count("page_size", in: data)
        number = data["page"]?.text.flatMap { Int($0) }
        // The gateway's language writes an empty list as null.
        let isEmpty = total == 0 && (data["items"]?.kind ?? .null) == .null
        guard let items = isEmpty ? [] : data["items"]?.elements else {
            throw .otherForm(reason: "`data.items` is missing")
        }
        guard size > 0 else { throw .otherForm(reason: "`data.page_size` is 0") }
        self.items = items
        clockAheadSeconds = answer.clockAheadSeconds
    }

    private static func count(_ name: String, in data: PlacedJSON) throws(BillError) -> Int {
        guard let value = data[name]?.text.flatMap({ Int($0) }), value >= 0 else {
            throw .otherForm(reason: "`data.\(name)` is missing")
        }
        return value
    }

    func hasMore(after page: Int) -> Bool { page * size < total }

    /// Checks that this is the page that was asked for, and that it holds all it has to hold.
    func check(number: Int, after before: GatewayBillPage?) throws(BillError) {
        if let own = self.number, own != number {
            throw .notWhole(reason: "page \(own) came in place of page \(number)")
        }
        if let before {
            guard before.size == size else {
                throw .notWhole(reason: "page \(number) has another size than the one before")
            }
            guard !items.elementsEqual(before.items, by: { $0.kind == $1.kind }) else {
                throw .notWhole(reason: "page \(number) repeats the one before")
            }
        }
        let expected = min(size, total - (number - 1) * size)
        guard items.count == expected else {
            throw .notWhole(
                reason: "page \(number) has \(items.count) rows in place of \(expected)")
        }
    }

    /// The rows of a kind; a gateway that does not know the filter sends all kinds.
    func rows(of kind: Kind) throws(BillError) -> [BillRow] {
        var rows: [BillRow] = []
        for (index, item) in items.enumerated() {
            let place = "page \(number.map(String.init) ?? "?"), row \(index + 1)"
            guard item.members != nil else { throw .otherForm(reason: "\(place) is no object") }
            let type = item["type"]?.text
            // Rows that do not say what they are may not be counted twice.
            guard type != nil || kind == .charge else {
                throw .otherForm(reason: "\(place) says no type")
            }
            if let type, type != "\(kind.rawValue)" { continue }
            rows.append(try Self.row(item, of: kind, at: place))
        }
        return rows
    }

    private static func row(
        _ item: PlacedJSON, of kind: Kind, at place: String
    ) throws(BillError) -> BillRow {
        guard let time = item["created_at"]?.text.flatMap({ BillTime($0, timeZone: .gmt) }) else {
            throw .otherForm(reason: "\(place) has no `created_at`")
        }
        var row = BillRow(place: place)
        row.time = time.date
        row.isRefund = kind == .refund
        row.requestID = item["request_id"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        row.useSeconds = item["use_time"]?.text.flatMap { Int($0) }
        row.model = item["model_name"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        if let quota = item["quota"]?.text {
            guard let amount = BillAmount(quota: quota) else {
                throw .otherForm(reason: "\(place) has a `quota` that is no number")
            }
            row.price = amount.money
            row.units = amount.units
            if amount.isNegative { row.isRefund = true }
        }
        return row
    }
}
