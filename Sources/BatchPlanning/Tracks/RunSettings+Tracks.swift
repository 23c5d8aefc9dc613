import DurableFiles
import JobLists
import Ledger
import Tracks

extension RunSettings {
    /// How lists are read whose tracks are as the settings say.
    var listReading: JobReaderOptions {
        var options = reading
        options.trackEnding = track.format.rawValue
        if let language = calls.language { options.columnDefaults["language"] = language }
        return options
    }

    /// How the track of a row is made beyond its clips, as the ledger keeps it; nil for a copy of them.
    var rowForm: TrackForm? {
        StoredSound(track).map { TrackForm(ofRow: $0) }
    }

    /// Throws where tracks of lists and books need tools that are missing: before anything is paid for.
    func requireTools() throws {
        let kinds = inputs.compactMap { kind(of: $0) }
        let isEncoded =
            kinds.contains(.list) && !track.isCopied
            || kinds.contains(.book) && StoredSound(ofChapters: track) != nil
        let missing = ["ffmpeg", "ffprobe"].filter { !isInstalled($0) }
        guard isEncoded, !missing.isEmpty else { return }
        throw PlanningError.missingTool(
            "Tracks that are no copies of their clips need \(missing.joined(separator: " and ")): "
                + "apt-get install ffmpeg, or leave out --track and what changes the sound.")
    }
}
