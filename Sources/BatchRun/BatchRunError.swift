public import AudioFiles
import Reports

/// Why a command ends before it sends anything.
public enum BatchRunError: Error, CustomStringConvertible {
    /// The job lists have faults; nothing was sent.
    case invalidInput(PlanFigures)
    /// The lists hold no row that is a job.
    case noJobs
    /// A book cannot be read or spoken, with the place and what to do.
    case badBook(String)
    /// A subtitle file cannot be read or spoken, with the place and what to do.
    case badSubtitles(String)
    /// The base address cannot be used.
    case badBaseURL(String)
    /// A service cannot have this name.
    case badService(String)
    /// Callbacks are asked for in a way that cannot be, in a sentence that says what to do.
    case badCallbacks(String)
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

    /// Several paid calls in a row brought nothing that can be used; the last one's reason.
    case uselessResults(count: Int, last: String)
    /// So many clips in a row were far too short for their texts; the longest text that came whole.
    case truncated(count: Int, longestWhole: Int)
    /// The disk does not take clips or tracks; it is full, say.
    case disk(AudioFileError)

    /// Whether the command asks for something that cannot be, rather than something failing.
    public var isBadUsage: Bool {
        switch self {
        case .invalidInput, .noJobs, .badBook, .badSubtitles, .badBaseURL, .badService,
            .badBill, .cannotSettle, .badCallbacks:
            true
        case .noService, .noBill, .noCallbacks, .uselessResults, .truncated, .disk: false
        }
    }

    /// What happened, where, and what to do.
    public var description: String {
        switch self {
        case .invalidInput(let figures):
            Self.list(figures)
        case .noJobs:
            "The lists hold no jobs, so nothing was planned and nothing was sent."
        case .badBook(let message), .badSubtitles(let message):
            "\(message)\nNothing was sent."
        case .badBaseURL(let address):
            "The base address \(address) cannot be used: it must be https, or http on this "
                + "machine, with no user, query or fragment. Set --base-url or KLING_BASE_URL."
        case .badService(let name):
            "--service \(name): a service's name has letters, digits, dots, hyphens and underscores, "
                + "as a host's."
        case .noService(let sentence), .badBill(let sentence), .noBill(let sentence),
            .cannotSettle(let sentence), .noCallbacks(let sentence), .badCallbacks(let sentence):
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
        case .disk(let error):
            "\(error). Nothing that is paid for is lost: \(error.remedy ?? "see why"), then run the "
                + "same command again."
        }
    }

    private static func list(_ figures: PlanFigures) -> String {
        var lines = figures.faults.map { "\($0)" }
        let more = figures.faultCount - figures.faults.count
        if more > 0 { lines.append("… and \(more) more") }
        let way =
            figures.inputEndsEarly
            ? "Correct the input and run the command again."
            : "Correct the input, or go on without what is named here with --skip-invalid."
        lines.append("Nothing was sent: \(counted(figures.faultCount, "fault")). \(way)")
        return lines.joined(separator: "\n")
    }
}
