/// Does something with each of some items, so many at a time, and gives the results in their order.
///
/// The first error ends the others.
///
/// - Parameter onFinish: told how many are through, one call after another.
package func inParallel<Item: Sendable, Value: Sendable>(
    _ items: [Item], width: Int, onFinish: (Int) -> Void = { _ in },
    _ body: @escaping @Sendable (Item) async throws -> Value
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        var waiting = items.enumerated().makeIterator()
        func startNext() {
            guard let (index, item) = waiting.next() else { return }
            group.addTask { (index, try await body(item)) }
        }
        for _ in 0..<max(1, width) { startNext() }
        var values: [Int: Value] = [:]
        while let (index, value) = try await group.next() {
            values[index] = value
            onFinish(values.count)
            startNext()
        }
        return items.indices.compactMap { values[$0] }
    }
}
