/// What somebody waits for until a test lets it go on.
package struct Latch: Sendable {
    /// Ends once the latch is open.
    package let opening: Task<Void, Never>
    private let key: AsyncStream<Void>.Continuation

    package init() {
        let (words, key) = AsyncStream<Void>.makeStream()
        self.key = key
        opening = Task {
            for await _ in words {}
        }
    }

    package func open() {
        key.finish()
    }
}
