import Texts

/// Why a bill cannot be used; a bill that was read in part is never taken for a whole one.
package enum BillError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be read, with the reason.
    case unreadable(path: String, reason: String)
    /// The file's name tells no format.
    case unknownFormat(path: String)
    /// `--column` was given something else than `FIELD=NAME`.
    case badColumn(String)
    /// Rows cannot be read: `path:line: message` each; at most twenty of all there are.
    case faults([String], count: Int)
    /// The service did not answer, with the reason.
    case noReply(reason: String)
    /// The service refused, with its status and its words.
    case refused(status: Int, message: String)
    /// The service asks to wait longer than a bill is waited for.
    case tooManyRequests(retryAfterSeconds: Int?)
    /// The reply has another form than is known, with what is wrong in it.
    case otherForm(reason: String)
    /// Pages do not make a whole, with the reason.
    case notWhole(reason: String)

    /// What happened and what to do next.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .unknownFormat(let path):
            "\(path)\(FileKind(at: path).map { " is \($0.words)" } ?? ""): a bill is a file whose name "
                + "ends in .csv, .tsv, .json or .jsonl; save a workbook's sheet as .csv"
        case .badColumn(let text):
            "--column \(text): write FIELD=NAME, where FIELD is one of "
                + BillField.allCases.map(\.rawValue).joined(separator: ", ")
                + " and NAME a column of the bill; FIELD= alone leaves the field out"
        case .faults(let faults, let count):
            faults.joined(separator: "\n")
                + (count > faults.count ? "\nand \(count - faults.count) more like these" : "")
        case .noReply(let reason):
            "the bill could not be fetched: \(reason); nothing was changed, try again later or "
                + "give the bill as a file"
        case .refused(let status, let message):
            "the service does not give its bill (HTTP \(status)): \(message); give it as a file"
        case .tooManyRequests(let seconds):
            "the service asks to wait"
                + (seconds.map { " \($0) s" } ?? "") + " before its bill is asked for again"
        case .otherForm(let reason):
            "the service answers in a form that is not known: \(reason); give the bill as a file"
        case .notWhole(let reason):
            "the bill could not be read as a whole: \(reason); nothing was changed, try again later"
        }
    }
}
