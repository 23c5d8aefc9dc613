import ArgumentParser
import Logging

/// What a run shows of itself.
struct ProgressOptions: ParsableArguments {
    @Flag(.quiet) var quiet: Bool?
    @Flag(.events) var events: Bool?
    @Flag(.verbose) var verbose: Bool?
    @Option(.eventsFile) var eventsFile: String?
    @Flag(.explainPace) var explainPace: Bool?
}

/// Where the stages log to: stderr, from warnings on, or everything with --verbose.
func stageLogger(isVerbose: Bool) -> Logger {
    var logger = Logger(label: "kling-batch") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = isVerbose ? .debug : .warning
    return logger
}
