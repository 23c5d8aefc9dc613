import Foundation
import Synchronization

/// Writes down each statement that the ledger runs, once, into the file that the variable
/// `LEDGER_STATEMENTS` names, with a NUL behind it.
///
/// `Tests/postgres_spelling.sh` has them from it. Without the variable nothing is done.
enum StatementRecord {
    private static let file: FileHandle? = {
        guard let path = ProcessInfo.processInfo.environment["LEDGER_STATEMENTS"] else {
            return nil
        }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        return FileHandle(forWritingAtPath: path)
    }()

    private static let noted = Mutex<Set<String>>([])

    static func note(_ sql: String) {
        guard let file else { return }
        noted.withLock { noted in
            guard noted.insert(sql).inserted else { return }
            _ = try? file.seekToEnd()
            try? file.write(contentsOf: Data((sql + "\0").utf8))
        }
    }
}
