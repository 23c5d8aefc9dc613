import ArgumentParser
import Foundation
import HTTPServing
import LivePages

/// `kling-batch serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show a ledger's batches, and runs as they go on, in the browser.",
        discussion: """
            Its first line on stdout is the address, with the key that lets in; Ctrl-C ends it. It is \
            reached from this machine alone and changes nothing. docs/page.md tells more.

            EXAMPLE
              kling-batch serve
              kling-batch serve --port 8765
            """)

    @OptionGroup(title: "Ledger") var ledger: LedgerOptions

    @Option(.servePort) var port: Int

    func run() async throws {
        try await reportingErrors {
            let path = try ledger.path(try ledger.settings())
            let logger = stageLogger(isVerbose: false)
            do {
                try await untilInterrupted { [port] in
                    try await LivePages.serve(ledgerPath: path, port: port, logger: logger) {
                        printLines($0)
                        fflush(nil)
                    }
                }
            } catch let error as LoopbackError {
                note("\(error)")
                throw ExitCode(1)
            }
        }
    }
}
