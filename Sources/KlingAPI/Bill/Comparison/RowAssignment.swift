/// All ways to give rows to calls, one to one, each row to one of the calls it fits.
///
/// A call that has a row in every way that leaves no row over was surely charged, if all rows are
/// ours; one that fits no row has none in any.
struct RowAssignment {
    /// The calls that each row fits.
    let callsOfRow: [[Int]]
    /// The rows that each call fits.
    private(set) var rowsOfCall: [[Int]]
    /// One of the ways, with as many rows given as can be.
    private(set) var callOfRow: [Int?]
    private(set) var rowOfCall: [Int?]

    init(callsOfRow: [[Int]], callCount: Int) {
        self.callsOfRow = callsOfRow
        rowsOfCall = Array(repeating: [], count: callCount)
        callOfRow = Array(repeating: nil, count: callsOfRow.count)
        rowOfCall = Array(repeating: nil, count: callCount)
        for (row, calls) in callsOfRow.enumerated() {
            for call in calls { rowsOfCall[call].append(row) }
        }
        for row in callsOfRow.indices { give(row) }
    }

    /// Whether no row is left over.
    var isWhole: Bool { !callOfRow.contains(nil) }

    /// The calls without which some row would be left over.
    ///
    /// A call can do without its row if that row can go, over a chain of calls that swap theirs, to a
    /// call that has none (Dulmage and Mendelsohn 1958).
    func neededCalls() -> [Bool] {
        var isNeeded = rowOfCall.map { $0 != nil }
        var open = rowOfCall.indices.filter { rowOfCall[$0] == nil }
        while let call = open.popLast() {
            for row in rowsOfCall[call] {
                guard let holder = callOfRow[row], isNeeded[holder] else { continue }
                isNeeded[holder] = false
                open.append(holder)
            }
        }
        return isNeeded
    }

    /// Rows and calls that hang together, directly or over others; rows that fit no call are in none.
    func parts() -> [(rows: [Int], calls: [Int])] {
        var isSeen = Array(repeating: false, count: rowsOfCall.count)
        var parts: [(rows: [Int], calls: [Int])] = []
        for first in rowsOfCall.indices where !isSeen[first] {
            isSeen[first] = true
            var calls = [first]
            var rows: Set<Int> = []
            var next = 0
            while next < calls.count {
                for row in rowsOfCall[calls[next]] where rows.insert(row).inserted {
                    let found = callsOfRow[row].filter { !isSeen[$0] }
                    for call in found { isSeen[call] = true }
                    calls += found
                }
                next += 1
            }
            parts.append((rows.sorted(), calls.sorted()))
        }
        return parts
    }

    /// Gives a row to a call, moving others along the shortest chain that ends at a call without
    /// one (Kuhn 1955).
    private mutating func give(_ row: Int) {
        var cameFrom: [Int: Int] = [:]
        var open = [row]
        var next = 0
        while next < open.count {
            let current = open[next]
            next += 1
            for call in callsOfRow[current] where cameFrom[call] == nil {
                cameFrom[call] = current
                guard let holder = rowOfCall[call] else {
                    return swap(endingAt: call, cameFrom)
                }
                open.append(holder)
            }
        }
    }

    private mutating func swap(endingAt last: Int, _ cameFrom: [Int: Int]) {
        var call: Int? = last
        while let current = call, let row = cameFrom[current] {
            call = callOfRow[row]
            callOfRow[row] = current
            rowOfCall[current] = row
        }
    }
}
