import Texts

/// Rows of a list that are not spoken, counted by the reason.
struct LeftOutRows {
    private var counts: [(reason: String, count: Int)] = []

    mutating func add(_ reason: String) {
        if let index = counts.firstIndex(where: { $0.reason == reason }) {
            counts[index].count += 1
        } else {
            counts.append((reason, 1))
        }
    }

    /// A sentence for each reason.
    func sentences(path: String) -> [String] {
        counts.map { reason, count in
            "\(path.onOneLine): \(counted(count, "row")) left out, \(reason)"
        }
    }
}
