import ArgumentParser
import LivePages
import Logging

/// With fewer files that may be open, visitors could take some that the run needs.
private let fewestFiles = 256

/// Shows the ledger's pages beside a run, and says where.
///
/// Nobody waits for their server once it is there: it ends with the process, so that neither a browser
/// that reads slowly nor one that never goes keeps a run from its end.
///
/// - Throws: `LoopbackError` where the port cannot be listened at; `ValidationError` where too few files
///   may be open.
func servePage(ofLedger path: String, port: Int, on screen: RunScreen) async throws {
    if let files = LivePages.openFiles, files < fewestFiles {
        throw ValidationError(
            "--page needs \(fewestFiles) files that may be open, and this process may open \(files): "
                + "raise it with `ulimit -n \(fewestFiles)`, or leave --page out and look with "
                + "`kling-batch serve`.")
    }
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
