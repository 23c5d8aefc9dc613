import BatchPlanning
package import DurableFiles

/// Why a command ends before it sends anything.
package enum BatchRunError: Error, CustomStringConvertible {
    /// Callbacks cannot be taken, in a sentence that says what to do.
    case noCallbacks(String)
    /// The service cannot be called at all, in a sentence that says what to do.
    case noService(String)
    /// A file is no bill that can be used, with the place and what to do.
    case badBill(String)
    /// The service gives no bill, with the reason and what to do.
    case noBill(String)
    /// A call cannot be settled by a person's word, with the reason.
    case cannotSettle(String)
    /// A batch's files, or a folder, cannot be moved, with the reason and what to do.
    case cannotMove(String)

    /// Several paid calls in a row brought nothing that can be used; the last one's reason.
    case uselessResults(count: Int, last: String)
    /// So many clips in a row were far too short for their texts; the longest text that came whole.
    case truncated(count: Int, longestWhole: Int)
    /// A folder takes no files, which was tried before anything was sent.
    case folder(FileError)
    /// The disk does not take clips or tracks; it is full, say.
    case disk(FileError)

    /// Whether the command asks for something that cannot be, rather than something failing.
    package var isBadUsage: Bool {
        switch self {
        case .badBill, .cannotSettle, .cannotMove:
            true
        case .noService, .noBill, .noCallbacks, .uselessResults, .truncated, .folder, .disk:
            false
        }
    }

    /// What happened, where, and what to do.
    package var description: String {
        switch self {
        case .noService(let sentence), .badBill(let sentence), .noBill(let sentence),
            .cannotSettle(let sentence), .noCallbacks(let sentence), .cannotMove(let sentence):
            sentence
        case .uselessResults(let count, let last):
            "\(count) paid calls in a row brought nothing that can be used, so no further call is "
                + "made. The last one: \(last). Ask the provider; `kling-batch retry` tries to fetch "
                + "what is paid for again, for nothing."
        case .truncated(let count, let longest):
            "\(count) clips in a row are far too short for their texts: the service cuts them. They "
                + "are kept and marked; `kling-batch verify` lists them. "
                + (longest > 0
                    ? "Texts of up to \(longest) characters came whole, so longer ones are cut there "
                        + "from now on: run the same command again."
                    : "Listen to one, and ask the provider.")
        case .folder(let error):
            "\(error): \(error.remedy ?? "see why"). Nothing was sent."
        case .disk(let error):
            "\(error). Nothing that is paid for is lost: \(error.remedy ?? "see why"), then run the "
                + "same command again."
        }
    }
}
