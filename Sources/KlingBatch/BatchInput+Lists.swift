import Foundation
import Texts

extension BatchInput {
    /// The path that the input goes by in plan and ledger.
    var path: String {
        switch self {
        case .file(let path): path
        case .jobs(_, let name): listPath(name)
        }
    }
}

/// The path of jobs in memory: a list of JSON Lines in no folder.
func listPath(_ name: String) -> String { "memory:\(name).jsonl" }

extension [VoiceJob] {
    /// The jobs as JSON Lines, so that they are checked by the rules of lists.
    func jsonLines() throws -> [UInt8] {
        var lines: [UInt8] = []
        for job in self {
            lines += [UInt8](try canonicalJSON(job).utf8)
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }
}
