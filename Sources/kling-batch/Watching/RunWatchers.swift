import ArgumentParser
import BatchRun
import Reports

/// Who is told of a run's events beside its screen: the file of `--events-file`, and whoever asked for
/// the pace to be explained.
final class RunWatchers: Sendable {
    private let file: EventFile?
    private let explainsPace: Bool
    private let note: @Sendable (String) -> Void

    /// - Parameter note: writes a line for a person.
    /// - Throws: `ValidationError` where the file cannot be written.
    init(
        _ options: ProgressOptions, _ settings: Settings, note: @escaping @Sendable (String) -> Void
    ) throws {
        explainsPace = try settings.isOn(.explainPace, options.explainPace)
        file = try settings.value(.eventsFile, options.eventsFile).map {
            try EventFile(path: $0, note: note)
        }
        self.note = note
    }

    /// Tells of an event.
    func take(_ event: RunEvent) {
        file?.take(event)
        if explainsPace, case .pace(let pace) = event { note(pace.sentence) }
    }

    /// Tells of the end, a JSON object on one line.
    func end(_ line: String) {
        file?.end(line)
    }
}
