import Foundation
import SpeechTasks
import Texts

/// Makes rows of what their fields say.
struct BillRowReader {
    let timeZone: TimeZone

    /// The row of some fields, and whether its time has no zone; nil for a row that is no charge
    /// and no refund, such as a payment into the account.
    func row(
        at place: String, _ value: (BillField) -> String?
    ) throws(BillRowFault) -> (row: BillRow, isLocal: Bool)? {
        func text(_ field: BillField) -> String? {
            let text = value(field)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            return text.isEmpty ? nil : text
        }
        guard let kind = try kind(text(.type)) else { return nil }
        var row = BillRow(place: place)
        row.isRefund = kind == .refund
        row.requestID = text(.requestID)
        row.model = text(.model)
        row.characterCount = text(.characters).flatMap { Int($0) }
        let time = try text(.time).map { text throws(BillRowFault) in try self.time(text) }
        if let time {
            row.time = time.date
            row.timeSpreadSeconds = time.spreadSeconds
        }
        guard row.requestID != nil || row.time != nil else {
            throw BillRowFault(message: "the row has neither a request id nor a time")
        }
        row.useSeconds = try text(.duration).map { text throws(BillRowFault) in
            try seconds(text)
        }
        if let amount = try amount(text(.price), text(.quota)) {
            row.price = amount.money
            row.units = amount.units
            if amount.isNegative { row.isRefund = true }
        }
        return (row, time?.isLocal ?? false)
    }

    private enum RowKind {
        case charge, refund
    }

    /// What a type says; nil for what is neither charge nor refund.
    ///
    /// The numbers are the gateway's: 1 payment, 2 consumption, 3 administration, 4 system,
    /// 5 error, 6 refund.
    private func kind(_ type: String?) throws(BillRowFault) -> RowKind? {
        switch type?.lowercased() {
        case nil, "2", "消费", "消耗", "扣费", "consume", "consumption", "charge", "debit": return .charge
        case "6", "退款", "退费", "返还", "refund": return .refund
        case "1", "3", "4", "5", "充值", "管理", "系统", "错误", "topup", "recharge", "manage", "system",
            "error":
            return nil
        case let type?:
            throw BillRowFault(
                message: "the type `\(type.prefix(40))` is not known as a charge or a refund; if "
                    + "all rows are charges, say --column type=")
        }
    }

    private func time(_ text: String) throws(BillRowFault) -> BillTime {
        guard let time = BillTime(text, timeZone: timeZone) else {
            throw BillRowFault(
                message: "`\(text.prefix(40))` is no time such as 2026-11-28 12:00:00, ISO 8601 or "
                    + "Unix seconds; another column can be told with --column time=NAME")
        }
        return time
    }

    private func seconds(_ text: String) throws(BillRowFault) -> Int {
        let units = ["秒", "s"]
        let plain =
            units.first(where: text.hasSuffix).map { String(text.dropLast($0.count)) } ?? text
        let number = Double(plain.trimmed)
        guard let number, number >= 0, number < 1e9 else {
            throw BillRowFault(
                message: "`\(text.prefix(40))` is no number of seconds; the column can be left out "
                    + "with --column duration=")
        }
        return Int(number)
    }

    private func amount(_ price: String?, _ quota: String?) throws(BillRowFault) -> BillAmount? {
        guard let text = price ?? quota else { return nil }
        let amount = price != nil ? BillAmount(yuan: text) : BillAmount(quota: text)
        guard let amount else {
            throw BillRowFault(
                message: "`\(text.prefix(40))` is no amount such as 0.05; another column can be "
                    + "told with --column price=NAME, or --column quota=NAME for quota of which "
                    + "\(BillAmount.quotaPerYuan) are 1 yuan")
        }
        return amount
    }
}

/// What is wrong with a row.
struct BillRowFault: Error {
    let message: String
}
