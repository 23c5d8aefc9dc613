import ArgumentParser
import Foundation
import Logging

/// What a run shows of itself, when it stops, and who is told of its end.
struct ProgressOptions: ParsableArguments {
    @Flag(.quiet) var quiet: Bool?
    @Flag(.events) var events: Bool?
    @Flag(.verbose) var verbose: Bool?
    @Option(.eventsFile) var eventsFile: String?
    @Flag(.explainPace) var explainPace: Bool?
    @Flag(.page) var page: Bool?
    @Option(.pagePort) var pagePort: Int?
    @Option(.logFile) var logFile: String?
    @Option(.logFormat) var logFormat: LogForm?
    @Option(.maxDuration) var maxDuration: RunLength?
    @Option(.untilTime) var until: StopTime?
    @Option(.onDone) var onDone: String?
    @Option(.onProblem) var onProblem: String?

    /// How the run is shown; opens the log file.
    func manner(_ settings: Settings) throws -> RunScreen.Manner {
        var manner = RunScreen.Manner()
        try settings.take(.quiet, quiet, into: &manner.isQuiet)
        try settings.take(.verbose, verbose, into: &manner.isVerbose)
        try settings.take(.events, events, into: &manner.writesEvents)
        let form = try settings.value(.logFormat, logFormat) ?? .text
        guard let path = try settings.value(.logFile, logFile) else {
            manner.form = form
            return manner
        }
        manner.file = try LogFile(path: path, form: form)
        return manner
    }

    /// The port at which the run is shown; nil where it is not.
    func portOfPage(_ settings: Settings) throws -> Int? {
        guard try settings.isOn(.page, page) else {
            guard pagePort == nil else {
                throw ValidationError("--page-port does nothing without --page.")
            }
            return nil
        }
        return try settings.value(.pagePort, pagePort) ?? 0
    }

    /// What is run at the end.
    func endCommands(_ settings: Settings) throws -> EndCommands {
        EndCommands(
            onDone: try settings.value(.onDone, onDone),
            onProblem: try settings.value(.onProblem, onProblem))
    }

    /// Until when calls are made, from now on; nil for no limit.
    func timeLimit(_ settings: Settings) throws -> TimeLimit? {
        TimeLimit.of(
            duration: try settings.value(.maxDuration, maxDuration), until: until, from: Date())
    }
}

/// Where the stages log to: stderr, from warnings on, or everything with --verbose.
func stageLogger(isVerbose: Bool) -> Logger {
    var logger = Logger(label: "kling-batch") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = isVerbose ? .debug : .warning
    return logger
}

extension RunScreen {
    /// Where the stages of a run log to: its own lines.
    func logger(isVerbose: Bool) -> Logger {
        let level: Logger.Level = isVerbose ? .debug : .warning
        return Logger(label: "kling-batch") { _ in ScreenLogger(screen: self, logLevel: level) }
    }
}
