import Foundation

/// Where a ledger's clips lie: `clips` beside it.
package func clipsFolder(ofLedger path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("clips").path
}
