import Audiobooks
import BatchRun
import Foundation
import ReportForms
import Reports
import Synchronization
import Texts

/// What a run shows: one live line on a terminal, a line every 30 s elsewhere, or events.
final class RunScreen: Sendable {
    private let isQuiet: Bool
    private let isVerbose: Bool
    private let writesEvents: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    /// Whether the live line stands on the terminal; whoever writes holds the lock.
    private let hasLine = Mutex(false)
    private let progress = Mutex(RunProgress())
    private let start = ContinuousClock.now

    init(isQuiet: Bool, isVerbose: Bool, writesEvents: Bool) {
        self.isQuiet = isQuiet
        self.isVerbose = isVerbose
        self.writesEvents = writesEvents
    }

    /// Shows the run's progress until `body` ends.
    func whileRunning<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard !isQuiet else { return try await body() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                await self.refresh()
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    private func refresh() async {
        let interval: Duration = isTerminal ? .milliseconds(200) : .seconds(30)
        while (try? await Task.sleep(for: interval)) != nil {
            let progress = progress.withLock { $0 }
            guard progress.jobCount > 0 else { continue }
            write(progress.line(at: second), isLive: isTerminal)
        }
    }

    /// The whole seconds since the run began.
    private var second: Int { Int(start.duration(to: .now).components.seconds) }

    /// Shows an event, if it is one to be shown.
    func show(_ event: RunEvent) {
        progress.withLock { $0.take(event, at: second) }
        if writesEvents, let json = event.json {
            printLines(json)
            fflush(nil)
        }
        if let sentence = event.sentence(isVerbose: isVerbose), !isQuiet || event.isWarning {
            note(sentence)
        }
    }

    /// Writes a line that stays.
    func note(_ line: String) {
        write(line, isLive: false)
    }

    /// Takes the live line off the terminal.
    func close() {
        hasLine.withLock { hasLine in
            if hasLine { Self.put("\r\u{1B}[K") }
            hasLine = false
        }
    }

    private func write(_ line: String, isLive: Bool) {
        hasLine.withLock { hasLine in
            let start = hasLine ? "\r\u{1B}[K" : ""
            Self.put(start + (isLive ? Self.fitting(line.onOneLine) : line.onLines + "\n"))
            hasLine = isLive
        }
    }

    /// The line cut to the terminal's width, so that it can be written over.
    private static func fitting(_ line: String) -> String {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return String(line.prefix((isKnown ? Int(size.ws_col) : 80) - 1))
    }

    private static func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

extension RunProgress {
    /// The live line: done of total, pace, time left, money, refusals, in flight.
    fileprivate func line(at second: Int) -> String {
        var parts = ["\(jobsDone)/\(counted(jobCount, "job"))"]
        if let audiobook {
            parts.append(
                "audiobook: \(audiobook.phase.rawValue) \(audiobook.finished)/\(audiobook.total)")
        } else if let pause {
            parts.append(pause)
        } else {
            parts.append("\(decimal(callsPerMinute(at: second), places: 0)) calls/min")
            if callsToPay > 0, let timeLeft = timeLeft(at: second) {
                let milliseconds = Int((timeLeft / .milliseconds(1)).rounded())
                parts.append("\(clockTime(milliseconds: milliseconds)) left")
            }
        }
        parts.append("\(spent) CNY")
        if audiobook == nil { parts += ["\(throttled) refused", "\(inFlight) in flight"] }
        return parts.joined(separator: " · ")
    }
}
