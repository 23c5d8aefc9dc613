import ArgumentParser
import Logging

/// What a run shows of itself.
struct ProgressOptions: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: Setting.quiet.help("Show no progress, only the end."))
    var quiet: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.events.help("Write every event to stdout, as JSON Lines."))
    var events: Bool?

    @Flag(inversion: .prefixedNo, help: Setting.verbose.help("Log every attempt to stderr."))
    var verbose: Bool?
}

/// Where the stages log to: stderr, from warnings on, or everything with --verbose.
func stageLogger(isVerbose: Bool) -> Logger {
    var logger = Logger(label: "kling-batch") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = isVerbose ? .debug : .warning
    return logger
}
