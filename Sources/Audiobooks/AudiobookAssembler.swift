package import DurableFiles
import Foundation
package import MP3
package import SystemPackage
import Tracks

/// Makes audiobooks out of finished tracks.
///
/// Chapters are encoded apart, as many at a time as there are cores, into the work folder; a run
/// that was stopped takes up those that are there. Nothing stands in the output folder under an
/// audiobook's name before it is whole, checked and synced.
package struct AudiobookAssembler: Sendable {
    private let output: OutputFolder
    private let workFolder: FilePath
    private let tool: Tool

    /// An assembler into a folder.
    ///
    /// - Parameters:
    ///   - workFolder: for encoded chapters, 0.5 MB a minute and at the end three times that; it is
    ///     this book's alone, made where missing and emptied at the end.
    ///   - ffmpegPath: the executable that encodes; nil for the one on the search path.
    package init(output: OutputFolder, workFolder: FilePath, ffmpegPath: String? = nil) {
        self.output = output
        self.workFolder = workFolder
        tool = Tool(path: ffmpegPath)
    }

    /// Makes an audiobook of tracks in this order.
    ///
    /// Its length and its chapters' places come from the tracks' frames. Where it is not finished, the
    /// chapters encoded so far wait for the next run. Throws ``MakingError``s, `CancellationError`, and
    /// what `onMade` throws.
    ///
    /// - Parameters:
    ///   - name: relative to the output folder, without ending; several files are told apart as
    ///     `NAME (1 of 3).m4b`.
    ///   - replacing: what such a name may be taken from.
    ///   - onMade: told of each file as soon as it stands under its name; its error ends the work.
    ///   - onProgress: told of each step, one call after another.
    package func assemble(
        _ chapters: [AudiobookChapter], tags: AudiobookTags, settings: AudiobookSettings,
        to name: String, replacing: @escaping @Sendable (String) -> Replaceable,
        onMade: @Sendable (StoredAudiobook) throws -> Void = { _ in },
        onProgress: @escaping @Sendable (AudiobookProgress) -> Void = { _ in }
    ) async throws -> [StoredAudiobook] {
        try settings.requirePossible()
        guard !chapters.isEmpty else { throw AudiobookError.noChapters }
        let tracks = try await measured(chapters)
        let volumes = try Self.volumes(
            of: tracks, tags: tags, settings: settings, name: name)
        return settings.format == .mp3
            ? try await join(
                volumes, replacing: replacing, onMade: onMade, onProgress: onProgress)
            : try await encode(
                volumes, settings, replacing: replacing, onMade: onMade, onProgress: onProgress)
    }

    private var width: Int { ProcessInfo.processInfo.activeProcessorCount }

    private func measured(_ chapters: [AudiobookChapter]) async throws -> [MeasuredTrack] {
        try await inParallel(Array(chapters.enumerated()), width: width) { (index, chapter) in
            try await DiskThreads.run {
                try MeasuredTrack(chapter, number: index + 1)
            }
        }
    }

    /// The book's files; throws for a name that cannot be, before any work is done.
    private static func volumes(
        of tracks: [MeasuredTrack], tags: AudiobookTags, settings: AudiobookSettings,
        name: String
    ) throws(FileError) -> [AudiobookVolume] {
        let files = AudiobookVolume.cut(tracks, limit: settings.partLimit)
        var volumes: [AudiobookVolume] = []
        for (index, tracks) in files.enumerated() {
            let number = files.count > 1 ? " (\(index + 1) of \(files.count))" : ""
            let file = "\(name)\(number).\(settings.format)"
            _ = try OutputFolder.components(of: file)
            volumes.append(
                AudiobookVolume(
                    name: file, title: tags.title + number, tags: tags, tracks: tracks))
        }
        return volumes
    }
}

// MARK: Without encoding

extension AudiobookAssembler {
    private func join(
        _ volumes: [AudiobookVolume], replacing: @escaping @Sendable (String) -> Replaceable,
        onMade: @Sendable (StoredAudiobook) throws -> Void,
        onProgress: @Sendable (AudiobookProgress) -> Void
    ) async throws -> [StoredAudiobook] {
        var books: [StoredAudiobook] = []
        for volume in volumes {
            let file = try await DiskThreads.run { [output] in
                var audio = JoinedAudio(like: volume.tracks[0].check)
                for track in volume.tracks { try audio.append(track.path, track.check) }
                let tag = ID3Tag(volume.tags, title: volume.title, volume.marks)
                return try output.makeTrack(
                    volume.name, of: audio, tag, replacing: replacing(volume.name))
            }
            let book = StoredAudiobook(volume, byteCount: file.byteCount, sha256: file.sha256)
            try onMade(book)
            books.append(book)
            onProgress(.init(phase: .joining, finished: books.count, total: volumes.count))
            try Task.checkCancellation()
        }
        return books
    }
}

// MARK: With encoding

extension AudiobookAssembler {
    private func encode(
        _ volumes: [AudiobookVolume], _ settings: AudiobookSettings,
        replacing: @escaping @Sendable (String) -> Replaceable,
        onMade: @Sendable (StoredAudiobook) throws -> Void,
        onProgress: @Sendable (AudiobookProgress) -> Void
    ) async throws -> [StoredAudiobook] {
        let workshop = AudiobookWorkshop(folder: workFolder, tool: tool)
        try await DiskThreads.run { try workshop.prepare() }
        let tracks = volumes.flatMap(\.tracks)
        let codec = SpeechCodec(
            settings, tracks.map(\.check),
            gain: try await gain(settings, tracks, onProgress: onProgress))
        let timelines = volumes.map { AudiobookTimeline($0.tracks, codec) }
        let parts = timelines.flatMap(\.parts)
        _ = try await inParallel(
            parts, width: width,
            onFinish: { onProgress(.init(phase: .encoding, finished: $0, total: parts.count)) }
        ) { try await workshop.encode($0) }
        var books: [StoredAudiobook] = []
        for (volume, timeline) in zip(volumes, timelines) {
            let file = try await workshop.join(volume, timeline)
            let book = try await DiskThreads.run { [output] in
                defer { file.discard() }
                return try output.makeAudiobook(
                    volume, from: file, replacing: replacing(volume.name))
            }
            try onMade(book)
            books.append(book)
            onProgress(.init(phase: .joining, finished: books.count, total: volumes.count))
        }
        try await DiskThreads.run { try workshop.clear() }
        return books
    }

    /// One gain for the whole book, so that chapters keep their loudness to each other; nil for
    /// none.
    private func gain(
        _ settings: AudiobookSettings, _ tracks: [MeasuredTrack],
        onProgress: @Sendable (AudiobookProgress) -> Void
    ) async throws -> LoudnessGain? {
        guard let loudness = settings.loudness else { return nil }
        let meter = LoudnessMeter(tool: tool, folder: workFolder)
        let powers = try await inParallel(
            tracks, width: width,
            onFinish: { onProgress(.init(phase: .measuring, finished: $0, total: tracks.count)) }
        ) { try await meter.blockPowers(of: $0.path) }
        // Silence has no loudness to change.
        guard let own = LoudnessMeter.integrated(powers.flatMap { $0 }) else { return nil }
        return LoudnessGain(from: own, to: loudness)
    }
}

extension StoredAudiobook {
    init(_ volume: AudiobookVolume, byteCount: Int, sha256: [UInt8]) {
        self.init(
            name: volume.name, byteCount: byteCount, sha256: sha256, duration: volume.duration,
            marks: volume.marks)
    }
}

extension OutputFolder {
    /// Makes a file of a finished one, sharing its blocks where the file system can; blocks.
    fileprivate func makeAudiobook(
        _ volume: AudiobookVolume, from file: PartFile, replacing: Replaceable
    ) throws -> StoredAudiobook {
        let source = try OpenFile(file.path)
        let range = 0..<(try source.byteCount())
        let head = try volume.head(of: file.path, source)
        let part = try make(volume.name, replacing: replacing) { part in
            let isCloned = head == nil && part.clone(source.descriptor, range)
            if let head { try part.append(head.bytes) }
            try source.forEachPiece(of: (head?.length ?? 0)..<range.upperBound) {
                (piece) throws(FileError) in
                if isCloned { part.include(piece) } else { try part.append(piece) }
            }
        }
        return StoredAudiobook(volume, byteCount: part.byteCount, sha256: part.sha256)
    }
}

extension AudiobookVolume {
    /// What an M4B begins with in place of so many bytes, where it has fields that ffmpeg does not write;
    /// nil where it stays as ffmpeg made it.
    fileprivate func head(
        of path: FilePath, _ source: borrowing OpenFile
    ) throws -> (bytes: [UInt8], length: Int)? {
        var fields = tags.details.freeFields
        if let publisher = tags.publisher { fields.append(("PUBLISHER", publisher)) }
        guard name.hasSuffix(".m4b"), !fields.isEmpty else { return nil }
        let place = try MP4File.header(of: path)
        let front = try source.bytes(at: 0, count: place.lowerBound)
        let header = try MP4FreeFields.header(
            source.bytes(at: place.lowerBound, count: place.count), adding: fields,
            path: path.string)
        return (front + header, place.upperBound)
    }
}
