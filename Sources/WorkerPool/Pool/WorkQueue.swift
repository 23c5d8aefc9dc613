/// The works a pool holds and has not begun, in the order they came.
///
/// A work that comes back goes before all that came after it.
package struct WorkQueue<Work: Sendable> {
    /// A work with its place in the order and its tries.
    package struct Item: Sendable {
        let number: Int
        package let work: Work
        /// How often it has failed and was tried again.
        var retries = 0
    }

    /// Works never begun; those before `begun` are gone.
    private var fresh: [Item] = []
    private var begun = 0
    /// Works that came back, the earliest last.
    private var returned: [Item] = []
    /// Works that wait for their time, the next one last.
    private var delayed: [(due: Duration, item: Item)] = []
    private var pulled = 0

    var readyCount: Int { fresh.count - begun + returned.count }
    var delayedCount: Int { delayed.count }
    var nextDue: Duration? { delayed.last?.due }

    mutating func append(_ works: [Work]) {
        if begun > 0 {
            fresh.removeFirst(begun)
            begun = 0
        }
        for work in works {
            fresh.append(Item(number: pulled, work: work))
            pulled += 1
        }
    }

    mutating func putBack(_ item: Item) {
        let place = returned.partition(after: { $0.number > item.number })
        returned.insert(item, at: place)
    }

    mutating func delay(_ item: Item, until due: Duration) {
        let place = delayed.partition(after: { $0.due > due })
        delayed.insert((due, item), at: place)
    }

    /// Works whose time has come are ready again.
    mutating func wake(at now: Duration) {
        while let next = delayed.last, next.due <= now {
            delayed.removeLast()
            putBack(next.item)
        }
    }

    mutating func next() -> Item? { returned.popLast() ?? nextFresh() }

    /// The next work to find out with whether anything gets through: one that has failed least, so that
    /// no work's tries are used up for all.
    mutating func nextToProbe() -> Item? {
        let least = returned.indices.min {
            (returned[$0].retries, returned[$0].number)
                < (returned[$1].retries, returned[$1].number)
        }
        return nextFresh() ?? least.map { returned.remove(at: $0) }
    }

    private mutating func nextFresh() -> Item? {
        guard begun < fresh.count else { return nil }
        begun += 1
        return fresh[begun - 1]
    }
}

extension Array {
    /// The place after the leading elements for which it holds; they must come first.
    fileprivate func partition(after holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
