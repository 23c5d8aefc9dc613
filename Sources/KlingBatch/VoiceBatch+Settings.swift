package import BatchPlanning
import JobLists
import SpeechTasks
import Tracks

extension VoiceBatch {
    /// The settings as the stages take them.
    ///
    /// - Throws: ``BatchError`` where a number is not in its range, or a setting does nothing for these
    ///   inputs.
    package func runSettings() throws -> RunSettings {
        var reading = JobReaderOptions()
        reading.defaults = JobDefaults(
            voiceID: voice, speed: try thousandths(speed, Thousandths.speedRange, "speed"),
            volume: try thousandths(volume, Thousandths.volumeRange, "volume"))
        var run = RunSettings(
            inputs: inputs.map(\.path), reading: reading, batchName: name,
            outputFolder: outputFolder, ledgerPath: ledger, calls: try service.callSettings())
        run.calls.language = language
        for case .jobs(let jobs, let name) in inputs {
            run.listsInMemory[listPath(name)] = try jobs.jsonLines()
        }
        run.lexiconPaths = lexicons
        run.lists.lexiconPaths = lexicons
        run.track.format = TrackFormat(rawValue: track.rawValue) ?? run.track.format
        run.skipsInvalid = skipsInvalid
        run.price = budget.price
        run.budget = budget.maximum
        run.maxUnknownSpend = budget.maximumUnknownSpend
        run.holdsUnknown = budget.holdsUnknown
        if let lists {
            try requireInput(.list, "lists", in: run)
            try lists.apply(to: &run.lists)
        }
        if let books {
            try requireInput(.book, "books", in: run)
            run.book = try books.bookSettings()
        }
        if let subtitles {
            try requireInput(.subtitles, "subtitles", in: run)
            run.subtitles = try subtitles.subtitleSettings(inputCount: inputs.count)
        }
        run.subtitles.track = run.track.format
        try requireAudiobook(of: &run)
        return run
    }

    /// Audiobooks are made of MP3s: of other tracks none is made, and none may be asked for.
    private func requireAudiobook(of run: inout RunSettings) throws {
        let hasBooks = inputs.contains { run.kind(of: $0.path) == .book }
        guard hasBooks, track != .mp3 else { return }
        guard books?.audiobook == nil else {
            throw BatchError(
                description:
                    "An audiobook is made of MP3 tracks, not of \(track.rawValue): set the "
                    + "books' audiobook to nil, or the tracks to mp3.")
        }
        run.book.audiobook = nil
    }

    /// What is set for a kind of input does nothing without one.
    private func requireInput(_ kind: InputKind, _ setting: String, in run: RunSettings) throws {
        guard inputs.contains(where: { run.kind(of: $0.path) == kind }) else {
            throw BatchError(
                description: "The batch's \(setting) are set, and none of its inputs is one.")
        }
    }

    private func thousandths(
        _ value: Double, _ range: ClosedRange<Thousandths>, _ name: String
    ) throws -> Thousandths {
        let ends = Double(range.lowerBound.count) / 1000...Double(range.upperBound.count) / 1000
        try require(value, in: ends, name)
        return Thousandths(Int((value * 1000).rounded()))
    }
}

/// Refuses a value that is not in its range; nil is in every range.
func require<Value: Comparable>(
    _ value: Value?, in range: ClosedRange<Value>, _ name: String
) throws {
    guard let value, !range.contains(value) else { return }
    throw BatchError(
        description: "The \(name) is \(value), and can be from \(range.lowerBound) to "
            + "\(range.upperBound).")
}
