import LivePages
import Logging

/// Shows the ledger's pages beside a run, and says where.
///
/// Nobody waits for their server once it is there: it ends with the process, so that neither a browser
/// that reads slowly nor one that never goes keeps a run from its end.
///
/// - Throws: `LoopbackError` where the port cannot be listened at.
func servePage(ofLedger path: String, port: Int, on screen: RunScreen) async throws {
    // Whoever knocks must not be able to fill the screen or the log.
    let logger = Logger(label: "kling-batch") { _ in
        ScreenLogger(screen: screen, logLevel: .critical)
    }
    let (addresses, told) = AsyncThrowingStream<String, any Error>.makeStream()
    Task.detached(priority: .utility) {
        do {
            try await LivePages.serve(ledgerPath: path, port: port, logger: logger) {
                told.yield($0)
            }
            told.finish()
        } catch {
            told.finish(throwing: error)
        }
    }
    for try await address in addresses {
        screen.confide("The run is shown at \(address)")
        return
    }
}

/// Keeps the pages a little longer, so that those who look see the end.
func keepPage(on screen: RunScreen) async {
    try? await Task.sleep(for: .seconds(2))
    screen.note(
        "The page has ended with the run; `kling-batch serve` shows it again.", level: .info)
}
