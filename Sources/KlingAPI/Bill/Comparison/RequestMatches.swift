/// What the rows of a bill say that name their call.
struct RequestMatches {
    /// Charges and refunds of each call that has any, by the call's index.
    private(set) var charges: [Int: [BillRow]] = [:]
    private(set) var refunds: [Int: [BillRow]] = [:]
    /// Calls under one request id of which not all can have a row.
    private(set) var contested: Set<Int> = []
    /// Rows that name no call.
    private(set) var otherCharges: [BillRow] = []
    private(set) var otherRefunds: [BillRow] = []

    init(_ calls: [KnownCall], _ rows: [BillRow]) {
        var callsOfID: [String: [Int]] = [:]
        for (index, call) in calls.enumerated() {
            for id in Set(call.requestIDs) where !id.isEmpty {
                callsOfID[id, default: []].append(index)
            }
        }
        var rowsOfSharedID: [String: [BillRow]] = [:]
        for row in rows {
            let owners = row.requestID.flatMap { callsOfID[$0] } ?? []
            if owners.count > 1, let id = row.requestID {
                rowsOfSharedID[id, default: []].append(row)
            } else {
                give(row, to: owners.first)
            }
        }
        for (id, rows) in rowsOfSharedID.sorted(by: { $0.key < $1.key }) {
            share(rows, among: callsOfID[id] ?? [])
        }
    }

    /// The calls that have a row or may have one of a shared id.
    var named: Set<Int> {
        contested.union(charges.keys).union(refunds.keys)
    }

    private mutating func give(_ row: BillRow, to call: Int?) {
        switch (call, row.isRefund) {
        case (let call?, false): charges[call, default: []].append(row)
        case (let call?, true): refunds[call, default: []].append(row)
        case (nil, false): otherCharges.append(row)
        case (nil, true): otherRefunds.append(row)
        }
    }

    /// A service that gives one id to several calls has charged them all only if there are as many
    /// rows, and none of them came back.
    private mutating func share(_ rows: [BillRow], among calls: [Int]) {
        let charges = rows.filter { !$0.isRefund }
        guard charges.count == rows.count, charges.count >= calls.count else {
            contested.formUnion(calls)
            return
        }
        for (index, row) in charges.enumerated() {
            give(row, to: calls[min(index, calls.count - 1)])
        }
    }
}
