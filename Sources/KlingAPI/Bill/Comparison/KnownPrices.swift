import Foundation
import SpeechTasks

/// What our calls cost, by the rows that name them.
struct KnownPrices {
    private let prices: Set<Money>
    /// From the first to the last of these rows; before and after, another price may have held.
    private let times: ClosedRange<Date>?

    init(_ rows: [BillRow]) {
        let priced = rows.filter { $0.price != nil && $0.time != nil }
        prices = Set(priced.compactMap(\.price))
        let times = priced.compactMap(\.time)
        // A few rows could all be exceptions.
        guard priced.count >= 3, let first = times.min(), let last = times.max() else {
            self.times = nil
            return
        }
        self.times = first...last
    }

    /// Whether a row surely is another's, since ours cost something else before and after it.
    func exclude(_ row: BillRow) -> Bool {
        guard let price = row.price, let time = row.time, let times else { return false }
        return times.contains(time) && !prices.contains(price)
    }
}
