import Foundation

/// Charges that belong to one call: those of one request id, or a single one without.
struct BillRowGroup {
    /// The charges, at least one.
    var charges: [BillRow]
    /// What came back under the same request id.
    var refunds: [BillRow] = []

    /// Groups charges, in the order of the bill's times.
    static func groups(of charges: [BillRow], refunds: [BillRow]) -> [BillRowGroup] {
        var groups: [BillRowGroup] = []
        var groupOfID: [String: Int] = [:]
        let sorted = charges.sorted {
            ($0.time ?? .distantPast, $0.place) < ($1.time ?? .distantPast, $1.place)
        }
        for row in sorted {
            if let id = row.requestID, let index = groupOfID[id] {
                groups[index].charges.append(row)
            } else {
                if let id = row.requestID { groupOfID[id] = groups.count }
                groups.append(BillRowGroup(charges: [row]))
            }
        }
        for refund in refunds {
            guard let index = refund.requestID.flatMap({ groupOfID[$0] }) else { continue }
            groups[index].refunds.append(refund)
        }
        return groups
    }
}
