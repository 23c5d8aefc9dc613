import Texts

/// Why inputs cannot become a plan; nothing was sent.
package enum PlanningError: Error, CustomStringConvertible {
    /// The inputs have faults.
    case invalidInput(PlanFaults)
    /// Every row has a fault, so that nothing is left where these are left out.
    case nothingLeft(PlanFaults)
    /// The lists hold no row that is a job.
    case noJobs
    /// Of no input anything is spoken, with what is left out of each.
    case nothingSpoken([String])
    /// A book cannot be read or spoken, with the place and what to do.
    case badBook(String)
    /// A subtitle file cannot be read or spoken, with the place and what to do.
    case badSubtitles(String)
    /// A lexicon cannot be read, with the place and what to do.
    case badLexicon(String)
    /// A tool that tracks need is missing, in a sentence that says what to do.
    case missingTool(String)
    /// The base address cannot be used.
    case badBaseURL(String)
    /// A service cannot have this name.
    case badService(String)
    /// Callbacks are asked for in a way that cannot be, in a sentence that says what to do.
    case badCallbacks(String)

    /// What happened, where, and what to do.
    package var description: String {
        switch self {
        case .invalidInput(let faults):
            Self.list(
                faults,
                way: faults.endsInputEarly
                    ? "Correct the input and run the command again."
                    : "Correct the input, or go on without what is named here with --skip-invalid.")
        case .nothingLeft(let faults):
            Self.list(
                faults,
                way: "With --skip-invalid nothing is left to make: correct the input and run the "
                    + "command again.")
        case .noJobs:
            "The inputs hold nothing to make: no row, no chapter. Nothing was sent."
        case .nothingSpoken(let sentences):
            sentences.joined(separator: "\n") + "\nNothing was sent."
        case .badBook(let message), .badSubtitles(let message), .badLexicon(let message),
            .missingTool(let message):
            "\(message.onOneLine)\nNothing was sent."
        case .badBaseURL(let address):
            "The base address \(address) cannot be used: it must be https, or http on this "
                + "machine, with no user, query or fragment. Set --base-url or KLING_BATCH_BASE_URL."
        case .badService(let name):
            "--service \(name): a service's name has letters, digits, dots, hyphens and underscores, "
                + "as a host's."
        case .badCallbacks(let sentence):
            sentence
        }
    }

    private static func list(_ faults: PlanFaults, way: String) -> String {
        var lines = faults.listed.map { "\($0)" }
        if faults.unlisted > 0 { lines.append("… and \(faults.unlisted) more") }
        lines.append("Nothing was sent: \(counted(faults.count, "fault")). \(way)")
        return lines.joined(separator: "\n")
    }
}
