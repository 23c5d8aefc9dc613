import ArgumentParser
import BatchRun
import Foundation
import Reports
import SpeechTasks
import Synchronization

/// A file that every event of a run is written into, as JSON Lines.
///
/// Beside the events it says what was spent and what is left, at most once a second. Lines are added
/// at its end, so that the runs of a batch can share it.
final class EventFile: Sendable {
    private struct State {
        var progress = RunProgress()
        var toldSpent = Money.zero
        var toldAt: ContinuousClock.Instant?
        var isBroken = false
    }

    private let file: FileHandle
    private let path: String
    private let note: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let start = ContinuousClock.now

    private static let moneyInterval = Duration.seconds(1)

    /// - Parameter note: writes a line for a person.
    /// - Throws: `ValidationError` where the file cannot be written, or is another one.
    init(path: String, note: @escaping @Sendable (String) -> Void) throws {
        guard path != "-" else {
            throw ValidationError(
                "--events-file takes a file; --events writes the events to standard output.")
        }
        let descriptor: CInt
        do {
            descriptor = try LineFile.events.opened(path)
        } catch {
            throw ValidationError("--events-file: \(path) \(error)")
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.path = path
        self.note = note
    }

    /// Writes an event, and from time to time what was spent.
    func take(_ event: RunEvent) {
        let second = Int(start.duration(to: .now).components.seconds)
        state.withLock { state in
            state.progress.take(event, at: second)
            if let line = event.json { write(line, &state) }
            let isDue = state.toldAt.map { $0.duration(to: .now) >= Self.moneyInterval } ?? true
            if isDue { writeMoney(&state) }
        }
    }

    /// Writes the end of the run.
    func end(_ line: String) {
        state.withLock { state in
            writeMoney(&state)
            write(line, &state)
        }
    }

    private func writeMoney(_ state: inout State) {
        let progress = state.progress
        guard progress.spent != state.toldSpent else { return }
        state.toldSpent = progress.spent
        state.toldAt = .now
        let values: [String: Any] = [
            "surely_spent_cny": "\(progress.spent)", "calls": progress.calls,
            "throttled": progress.throttled, "calls_to_pay": progress.callsToPay,
            "in_flight": progress.inFlight,
        ]
        write(eventLine("money", values), &state)
    }

    /// Writes a line, or says once that it cannot be written: the run goes on.
    private func write(_ line: String, _ state: inout State) {
        guard !state.isBroken else { return }
        do {
            try file.write(contentsOf: Data((line + "\n").utf8))
        } catch {
            state.isBroken = true
            note("Events are no longer written: \(path) takes nothing more.")
        }
    }
}
