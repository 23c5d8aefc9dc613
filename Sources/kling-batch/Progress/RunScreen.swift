import BatchRun
import Foundation
import ReportForms
import Reports
import Synchronization
import Texts

/// What a run says: one live line on a terminal, a line every 30 s elsewhere and in the log file, and
/// whatever happens that a person has to know.
final class RunScreen: Sendable {
    /// How it is said.
    struct Manner: Sendable {
        var isQuiet = false
        var isVerbose = false
        /// Whether events go to standard output.
        var writesEvents = false
        /// How standard error is written.
        var form = LogForm.text
        /// The log file, if there is one.
        var file: LogFile?
    }

    private let manner: Manner
    private let control: RunControl
    private let isTerminal: Bool
    /// Whether one line is written over and over: on a terminal that can.
    private let isLive: Bool
    /// Whether the live line stands on the terminal; whoever writes holds the lock.
    private let hasLine = Mutex(false)
    private let progress = Mutex(RunProgress())
    /// The second at which a pause was told last.
    private let toldPause = Mutex<Int?>(nil)
    private let start = ContinuousClock.now

    /// How often progress is written where there is no live line.
    private static let interval = Duration.seconds(30)

    /// - Parameter control: tells what limits the run.
    init(_ manner: Manner, control: RunControl) {
        self.manner = manner
        self.control = control
        isTerminal = isatty(STDERR_FILENO) == 1
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
        isLive =
            isTerminal && manner.form == .text && !manner.isQuiet
            && !["", "dumb"].contains(terminal)
    }

    /// Shows the run's progress until `body` ends.
    func whileRunning<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            if isLive { group.addTask { await self.refresh() } }
            if !isLive || manner.file != nil { group.addTask { await self.tell() } }
            group.addTask {
                await atEachReopening { self.reopen() }
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    /// Writes the live line over and over.
    private func refresh<Value>() async -> Value? {
        while (try? await Task.sleep(for: .milliseconds(200))) != nil {
            let progress = progress.withLock { $0 }
            guard progress.jobCount > 0 else { continue }
            hasLine.withLock { hasLine in
                Self.put((hasLine ? Self.takenBack : "") + line(of: progress, width: Self.width))
                hasLine = true
            }
        }
        return nil
    }

    /// Writes a line of progress every 30 s.
    private func tell<Value>() async -> Value? {
        while (try? await Task.sleep(for: Self.interval)) != nil { tellProgress() }
        return nil
    }

    private func tellProgress() {
        let progress = progress.withLock { $0 }
        guard progress.jobCount > 0 else { return }
        let pace = control.pace(of: progress, at: second)
        let line = LogLine(
            time: Date(), level: .info,
            message: progress.line(at: second, pace: pace, width: .max),
            figures: progress.figures(at: second, pace: pace))
        keep(line)
        if !isLive, !manner.isQuiet { put(line) }
    }

    private func line(of progress: RunProgress, width: Int) -> String {
        let second = second
        let pace = control.pace(of: progress, at: second)
        return progress.line(at: second, pace: pace, width: width).onOneLine
    }

    /// Somebody has moved the log file away, or wants to know how far the run is.
    private func reopen() {
        if let problem = manner.file?.reopen() { note(problem, level: .warning) }
        tellProgress()
    }

    /// The whole seconds since the run began.
    private var second: Int { Int(start.duration(to: .now).components.seconds) }

    /// Shows an event, if it is one to be shown.
    func show(_ event: RunEvent) {
        progress.withLock { $0.take(event, at: second) }
        if case .resumed = event { toldPause.withLock { $0 = nil } }
        if manner.writesEvents, let json = event.json {
            printLines(json)
            fflush(nil)
        }
        if case .paused = event, !mayTellPause() { return }
        if let sentence = event.sentence(isVerbose: manner.isVerbose) {
            note(sentence, level: event.isWarning ? .warning : .info)
        }
    }

    /// Whether a pause is to be told: the first one of each minute; the first tries come every second.
    private func mayTellPause() -> Bool {
        let second = second
        return toldPause.withLock { told in
            guard told.map({ second - $0 >= 55 }) ?? true else { return false }
            told = second
            return true
        }
    }

    /// Writes a line that stays; with `--quiet` only if it is a warning.
    func note(_ message: String, level: LogLine.Level) {
        let line = LogLine(time: Date(), level: level, message: message)
        keep(line)
        if level >= .warning || !manner.isQuiet { put(line) }
    }

    /// Writes a line for who starts the run, and never into the log file: others may read that.
    func confide(_ message: String) {
        put(LogLine(time: Date(), level: .info, message: message))
    }

    /// Writes the run's end into the log file; on the screen it stands as a result.
    func keepEnd(_ report: String, outcome: String, code: Int32) {
        keep(
            LogLine(
                time: Date(), level: code == 0 ? .info : .warning, message: report,
                figures: ["event": "end", "outcome": outcome, "exit_code": Int(code)]))
    }

    /// Takes the live line off the terminal.
    func close() {
        hasLine.withLock { hasLine in
            if hasLine { Self.put(Self.takenBack) }
            hasLine = false
        }
    }

    /// Writes a line into the log file.
    private func keep(_ line: LogLine) {
        guard let problem = manner.file?.write(line) else { return }
        put(LogLine(time: line.time, level: .warning, message: problem))
    }

    private func put(_ line: LogLine) {
        let text = manner.form == .json ? line.json : line.text(hasDate: !isTerminal)
        hasLine.withLock { hasLine in
            Self.put((hasLine ? Self.takenBack : "") + text)
            hasLine = false
        }
    }

    /// Back to the line's start, and all of it gone.
    private static let takenBack = "\r\u{1B}[K"

    /// What fits into a line of the terminal, so that it can be written over.
    private static var width: Int {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return (isKnown ? Int(size.ws_col) : 80) - 1
    }

    /// A terminal that is gone takes nothing, and the run goes on.
    private static func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
