import Synchronization

/// What a scripted server was asked, as text.
package final class Requests: Sendable {
    private let texts = Mutex<[String]>([])

    package init() {}

    package func add(_ text: String) { texts.withLock { $0.append(text) } }

    package var all: [String] { texts.withLock { $0 } }
}
