import Texts

/// Why a ledger cannot be used.
package enum LedgerError: Error, Equatable, CustomStringConvertible {
    /// The file is no ledger of this program.
    case foreign(path: String)
    /// A later version of this program wrote the file.
    case newer(path: String, version: Int)
    /// Another run holds the ledger and waiting was not wanted.
    case busy(path: String)
    /// The file cannot be used, or not any more.
    case unusable(path: String, LedgerProblem)
    /// The database would not promise that a commit survives a power cut; the setting that says so.
    case notDurable(path: String, setting: String)
    /// The batch exists with other inputs or another output folder.
    case batchDiffers(name: String, what: String, was: String, now: String)
    /// Another batch makes a track of the same name in the same folder.
    case outputTaken(output: String, batch: String)
    /// No batch of that name is in the ledger.
    case noBatch(name: String, path: String)
    /// A batch of that name is in the ledger already.
    case nameTaken(name: String)
    /// The batch is forgotten.
    case forgotten(name: String)
    /// The batch's files are on their way to a folder.
    case moveUnfinished(name: String, folder: String)
    /// It is not known what calls of the batch cost, or what was paid for is not fetched.
    case moneyInDoubt(name: String, reasons: [String])

    /// What happened, where, and what to do.
    package var description: String {
        switch self {
        case .foreign(let path):
            "\(path) is not a kling-batch ledger; it is left as it is. "
                + "Name another file with --ledger."
        case .newer(let path, let version):
            "\(path) was written by a newer kling-batch (ledger version \(version)). "
                + "Update kling-batch, or name another file with --ledger."
        case .busy(let path):
            "Another run is using the ledger \(path). Repeat the command when that has ended; "
                + "`run` waits for it by itself, unless --no-wait is given."
        case .unusable(let path, let problem):
            "The ledger \(path) cannot be used: \(problem)"
        case .notDurable(let path, let setting):
            "The ledger \(path) does not sync its commits (\(setting)), "
                + "so paid calls could be forgotten. Nothing was sent."
        case .batchDiffers(let name, let what, let was, let now):
            "The batch “\(name)” exists with another \(what): it was \(was), now it is \(now). "
                + Self.wayOut(name: name, what: what, now: now)
        case .outputTaken(let output, let batch):
            "\(output) in this output folder is already a track of the batch “\(batch)”. Choose "
                + "another --output or --name-template, or go on with it: \(batch.shellOption("--batch"))."
        case .noBatch(let name, let path):
            "There is no batch “\(name)” in \(path). `kling-batch batches` lists them."
        case .nameTaken(let name):
            "There is a batch “\(name)” already. Choose another name, or `kling-batch batches forget "
                + "\(name.shellWord)` first."
        case .forgotten(let name):
            "The batch “\(name)” is forgotten; only its account is left: choose another --batch."
        case .moveUnfinished(let name, let folder):
            "The files of the batch “\(name)” are on their way to \(folder). `kling-batch batches move "
                + "\(name.shellWord) \(folder.shellPath)` brings the rest."
        case .moneyInDoubt(let name, let reasons):
            "The batch “\(name)” is not forgotten: \(reasons.joined(separator: "; ")). "
                + "--in-doubt-too forgets it all the same; what it may have cost stays in the accounts."
        }
    }

    /// What to do where a batch exists with something else.
    private static func wayOut(name: String, what: String, now: String) -> String {
        switch what {
        case "output folder":
            "`kling-batch batches move \(name.shellWord) \(now.shellPath)` moves its files there; if you "
                + "have moved the whole folder yourself, `kling-batch batches relocate OLD NEW` says so. Another --batch "
                + "begins anew."
        case "input":
            "\(name.shellOption("--batch")) gives it these inputs; another --batch begins anew."
        default: "Choose another name with --batch, or repeat the first command."
        }
    }
}
