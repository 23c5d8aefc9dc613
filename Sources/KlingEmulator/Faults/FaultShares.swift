/// Which share of the calls meets which fault.
package struct FaultShares: Sendable {
    /// The share of each fault, 0 to 1; what is left of 1 goes well.
    package private(set) var shares: [Fault: Double] = [:]

    /// No faults.
    package init() {}

    /// Reads a list such as `500-before:0.02,expired:0.01` or `all-healing:0.1`.
    ///
    /// `all-healing` splits its share evenly over every fault that heals, on top of what they have
    /// by name.
    /// - Throws: ``EmulatorError/badFault(entry:reason:)`` for an unknown or doubled name, a share
    ///   that is not 0 to 1, and shares that sum to more than 1.
    package init(_ list: String) throws(EmulatorError) {
        var names: Set<Substring> = []
        for entry in list.split(whereSeparator: { $0 == "," || $0 == " " }) {
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let share = Double(parts[1]), (0...1).contains(share) else {
                throw .badFault(
                    entry: String(entry), reason: "write a name and a share of 0 to 1, NAME:0.01")
            }
            guard names.insert(parts[0]).inserted else {
                throw .badFault(entry: String(entry), reason: "it stands in the list twice")
            }
            try add(share, named: parts[0], entry: entry)
        }
        let sum = shares.values.reduce(0, +)
        // A little more than 1, so that shares such as ten times 0.1 may sum to 1.
        guard sum <= 1 + 1e-9 else {
            throw .badFault(entry: list, reason: "the shares sum to \(sum), more than 1")
        }
    }

    private mutating func add(
        _ share: Double, named name: Substring, entry: Substring
    ) throws(EmulatorError) {
        if name == "all-healing" {
            let healing = Fault.allCases.filter(\.heals)
            for fault in healing { shares[fault, default: 0] += share / Double(healing.count) }
        } else if let fault = Fault(rawValue: String(name)) {
            shares[fault, default: 0] += share
        } else {
            let known = (Fault.allCases.map(\.rawValue) + ["all-healing"]).joined(separator: ", ")
            throw .badFault(
                entry: String(entry), reason: "there is no such fault; there are \(known)")
        }
    }

    /// The fault a number from 0 up to but not including 1 stands for; nil where the call goes well.
    func fault(at position: Double) -> Fault? {
        var upper = 0.0
        return Fault.allCases.first { fault in
            upper += shares[fault] ?? 0
            return position < upper
        }
    }
}
