import BatchPlanning
import Foundation
package import Ledger
import SpeechTasks
import SystemPackage
import Texts
import Tracks

/// Something `verify` found.
package struct VerifyFault: Sendable {
    /// The job's track or the clip, by its path.
    package let file: String
    /// What is wrong, and what to do.
    package let reason: String
}

/// Looks at every job, track and clip of a batch.
///
/// - Parameters:
///   - clipsFolder: where the ledger's clips lie; see ``clipsFolder(ofLedger:)``.
///   - onFault: told of every job without its track, and of every file that is not as it was made.
/// - Returns: how many tracks, clips and files beside them were looked at.
package func verifyBatch(
    _ row: BatchRow, in reader: LedgerReader, clipsFolder: String,
    onFault: (VerifyFault) -> Void
) async throws -> Int {
    var files: [(path: String, StoredFile)] = []
    try reader.forEachJob(of: row.batch) { job in
        let path = row.outputFolder + "/" + job.output
        switch job.state {
        case .dropped: break
        case .done:
            guard let byteCount = job.byteCount, let sha256 = job.sha256,
                let duration = job.durationMilliseconds
            else {
                let reason = "its track is not in the ledger; run the batch's command again"
                return onFault(VerifyFault(file: path, reason: reason))
            }
            files.append(
                (
                    path,
                    StoredFile(
                        file: job.output, byteCount: byteCount, sha256: sha256,
                        durationMilliseconds: duration)
                ))
        case .waiting, .ready, .failed, .held:
            onFault(VerifyFault(file: path, reason: job.unmadeReason(row)))
        }
    }
    try reader.forEachClip(of: row.batch) { clip in
        files.append((clipsFolder + "/" + clip.file, clip))
    }
    let books = try reader.books(of: row.batch)
    for book in books {
        guard let description = BookDescription(json: book.planned.description),
            let problem = BookStanding(book, description).problem
        else { continue }
        let path = row.outputFolder + "/" + description.name
        onFault(VerifyFault(file: path, reason: problem))
    }
    let made =
        books.flatMap(\.files).map(\.file) + (try reader.filesBesideTracks(of: row.batch))
    for file in made {
        let path = file.path(in: row.outputFolder)
        let verdict = await FileVerdict.of(FilePath(path), sha256: file.sha256)
        let isTheirs =
            LibraryFiles.mayBeEdited(file.file) && FileManager.default.fileExists(atPath: path)
        guard verdict != .intact, !isTheirs else { continue }
        onFault(VerifyFault(file: path, reason: "\(verdict); \(verdict.wayToMake)"))
    }
    for (path, file) in files {
        // The length of an MP3 is read from its frames; other forms are taken by their bytes.
        let verdict = await FileVerdict.of(
            FilePath(path), sha256: file.sha256,
            duration: path.hasSuffix(".mp3") ? .milliseconds(file.durationMilliseconds) : nil)
        guard verdict != .intact else { continue }
        let isClip = path.hasPrefix(clipsFolder + "/")
        let advice = isClip ? verdict.wayToFetch : verdict.wayToMake
        onFault(VerifyFault(file: path, reason: "\(verdict); \(advice)"))
    }
    for clip in try reader.oddClips(of: row.batch) {
        onFault(
            VerifyFault(
                file: row.outputFolder + "/" + clip.output,
                reason: "“\(clip.firstWords.firstWords)”: \(clip.sentence)"))
    }
    return files.count + made.count
}

extension JobRow {
    /// Why there is no track, and what to do.
    fileprivate func unmadeReason(_ batch: BatchRow) -> String {
        let words = reason.map { " (\($0))" } ?? ""
        return switch state {
        case .failed, .held:
            "not made: its job \(state == .held ? "is held" : "failed")\(words); "
                + "`kling-batch retry \(batch.name.shellWord)` opens it again"
        case .waiting, .ready, .done, .dropped:
            "not made yet\(words); run the batch's command again, which goes on"
        }
    }
}

extension FileVerdict {
    private static let makesAnew =
        "run the batch's command again, which makes it anew and pays for nothing"
    private static let fetchesAgain =
        "run the batch's command again, which fetches it from the service"

    /// What to do about a track, or a file made of tracks.
    fileprivate var wayToMake: String {
        switch self {
        case .intact: ""
        // A track whose tags a person edited is theirs.
        case .retagged: "it stays as it is"
        case .missing: Self.makesAnew
        case .changed, .wrongLength:
            "move it away if the change is yours, else delete it; then "
                + Self.makesAnew
        case .unreadable: "see that it can be read, or delete it; then " + Self.makesAnew
        }
    }

    /// What to do about a clip.
    fileprivate var wayToFetch: String {
        switch self {
        case .intact: ""
        case .missing: Self.fetchesAgain
        case .changed, .retagged, .wrongLength: "delete it; then " + Self.fetchesAgain
        case .unreadable: "see that it can be read, or delete it; then " + Self.fetchesAgain
        }
    }
}

extension OddClip {
    /// What is odd about the clip, and what to do.
    package var sentence: String {
        switch suspicion {
        case .tooShort:
            "the clip of \(characters) characters lasts \(durationMilliseconds) ms, far too short for "
                + "its text; listen to it"
        case .sameAudio:
            "the clip has the very same audio as that of another text; listen to it"
        }
    }
}
