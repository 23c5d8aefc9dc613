import Foundation
import HTTPServing
package import Logging

/// The pages of a ledger, as they go on.
package enum LivePages {
    /// So many connections are taken on each address; others wait.
    ///
    /// Few where the process may have few files open: a run beside the pages needs some sixty itself.
    private static var maximumConnections: Int {
        openFiles.map { min(200, max(2, ($0 - 64) / 8)) } ?? 200
    }

    /// So many files this process may have open; nil where there is no limit.
    package static var openFiles: Int? {
        let files = sysconf(Int32(_SC_OPEN_MAX))
        return files > 0 ? files : nil
    }

    /// Serves on this machine's own addresses until the task is cancelled; changes nothing anywhere.
    ///
    /// - Parameters:
    ///   - path: the ledger's file, which may not be there yet.
    ///   - port: 0 takes a free one.
    ///   - secret: what lets in.
    ///   - onListening: told the address with the secret, once pages are served.
    /// - Throws: `LoopbackError` where the port cannot be listened at.
    package static func serve(
        ledgerPath path: String, port: Int, secret: PageSecret = PageSecret(), logger: Logger,
        onListening: @escaping @Sendable (_ address: String) async -> Void
    ) async throws {
        let drawing = try PageDrawing()
        let responder = PageResponder(
            gate: PageGate(secret), feed: LedgerFeed(path: path, drawing: drawing),
            drawing: drawing, path: path)
        try await serveLoopback(
            port: port, by: responder, maximumConnections: maximumConnections, logger: logger
        ) { port in
            await onListening("http://127.0.0.1:\(port)/?\(PageGate.key)=\(secret.text)")
        }
    }
}
