import DurableFiles
import MP3
import SystemPackage
import Tracks

/// A track as it was found when the audiobook was begun.
struct MeasuredTrack: Sendable {
    let path: FilePath
    let title: String
    let check: MP3Check
    let sha256: [UInt8]

    /// Walks over a chapter's track; blocks.
    init(_ chapter: AudiobookChapter, number: Int) throws {
        path = chapter.path
        title = TrackTags.title(chapter.title) ?? "\(number)"
        let file = try OpenFile(chapter.path)
        sha256 = try file.sha256()
        do {
            check = try MP3Check(
                contentsOf: file.descriptor, at: chapter.path, count: file.byteCount())
            try check.requireWhole()
        } catch let error as MP3Error {
            throw AudiobookError.trackDamaged(chapter.path.string, reason: "\(error)")
        }
        guard sha256 != chapter.recorded.sha256 else { return }
        guard try isRetagged(file, chapter) else {
            throw AudiobookError.trackDamaged(
                chapter.path.string, reason: "it is not the audio that was made")
        }
    }

    private func isRetagged(
        _ file: borrowing OpenFile, _ chapter: AudiobookChapter
    ) throws(FileError) -> Bool {
        try file.byteCount() != chapter.recorded.byteCount
            && TrackVerdict.isWhole(file, at: path, lasting: chapter.duration)
    }

    /// How many samples it has at another rate.
    func sampleCount(atHz rate: Int) -> Int {
        let own = check.format.sampleRateHz
        return own == rate ? check.sampleCount : (check.sampleCount * rate + own / 2) / own
    }
}
