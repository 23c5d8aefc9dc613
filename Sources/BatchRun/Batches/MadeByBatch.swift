import DurableFiles
package import Ledger
import SystemPackage

/// Whether a file stands as a batch of a ledger has made it: it is nobody's input then.
///
/// - Parameter path: the file's path from the root.
package func isMadeByBatch(_ path: String, in reader: LedgerReader) throws -> Bool {
    let made = try reader.madeFiles(at: path)
    guard !made.isEmpty else { return false }
    do {
        let file = try OpenFile(FilePath(path))
        let byteCount = try file.byteCount()
        guard made.contains(where: { $0.byteCount == byteCount }) else { return false }
        let sha256 = try file.sha256()
        return made.contains { $0.sha256 == sha256 }
    } catch {
        // What cannot be read is told by whoever reads inputs.
        return false
    }
}
