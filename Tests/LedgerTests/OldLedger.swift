import Foundation
import Ledger
import Testing

/// A ledger that an earlier version of this program made; see Ledgers/README.md.
struct OldLedger: Sendable, CustomTestStringConvertible {
    let version: Int

    static let all = (1...6).map(OldLedger.init(version:))

    var testDescription: String { "version \(version)" }

    private var source: URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Ledgers/version\(version)")
    }

    /// Copies the ledger, and the log that a killed run left, into a folder.
    ///
    /// - Returns: the ledger's path.
    func copy(into folder: String) throws -> String {
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let file = source.appending(path: name)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            try FileManager.default.copyItem(atPath: file.path, toPath: folder + "/" + name)
        }
        return folder + "/ledger.sqlite"
    }

    /// What the command of that version reported of each batch.
    func reports() throws -> [OldReport] {
        let folder = source.appending(path: "reports")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            try decoder.decode(OldReport.self, from: Data(contentsOf: folder.appending(path: $0)))
        }
    }
}

/// A report of a batch by the command that made it.
struct OldReport: Decodable {
    let batch: String
    let calls, succeeded, refused, throttled, notSent, writtenOff, armed, unknown: Int
    let done, failed, held, waiting, dropped, characters: Int
    let surelySpentCny, atMostSpentCny: String

    /// Calls by state; one that a killed run left armed is of unknown outcome from then on.
    var callsByState: [String: Int] {
        [
            "succeeded": succeeded, "refused": refused, "throttled": throttled,
            "notSent": notSent, "writtenOff": writtenOff, "unknown": armed + unknown,
        ].filter { $0.value > 0 }
    }

    /// Jobs by state.
    var jobsByState: [String: Int] {
        ["done": done, "failed": failed, "held": held, "waiting": waiting, "dropped": dropped]
            .filter { $0.value > 0 }
    }
}
