import DurableFiles
import MP3
import SystemPackage
import Texts

/// The folder in which an audiobook's chapters are encoded and joined.
///
/// An encoded chapter lies there under a name made of all it depends on, so it is never taken for
/// another one.
struct AudiobookWorkshop: Sendable {
    let folder: FilePath
    let tool: Tool

    /// Makes the folder and removes what runs that died were writing; blocks.
    func prepare() throws(FileError) {
        try Folder.make(folder)
        try Folder(folder).clearLeftovers()
    }

    /// Removes all encoded chapters, those of other settings included; blocks.
    func clear() throws(FileError) {
        let open = try Folder(folder)
        for name in try open.names() where isPart(name) { try open.remove(name) }
    }

    private func isPart(_ name: String) -> Bool {
        let pieces = name.split(separator: ".", omittingEmptySubsequences: false)
        return pieces.count == 2 && ["aac", "opus"].contains(pieces[1]) && pieces[0].count == 64
            && pieces[0].allSatisfy(\.isHexDigit)
    }

    /// Encodes a chapter, unless it is there already.
    func encode(_ part: AudiobookPart) async throws {
        let isThere = await DiskThreads.run {
            (try? packets(of: part, at: folder.appending(part.fileName))) != nil
        }
        guard !isThere else { return }
        try Task.checkCancellation()
        let files = try await DiskThreads.run { [folder] in
            try TemporaryFiles(1, in: folder)
        }
        do {
            try await tool.run(part.arguments(to: files[0].path.string), in: folder)
            try await DiskThreads.run {
                _ = try packets(of: part, at: files[0].path)
                try files[0].commit(as: part.fileName)
            }
        } catch {
            await DiskThreads.run { files.discard() }
            throw error
        }
    }

    /// The packets of an encoded chapter; throws unless there are as many as there have to be.
    private func packets(
        of part: AudiobookPart, at path: FilePath
    ) throws -> PacketFile {
        let file = try PacketFile(path, part.codec.format)
        guard file.packets.count == part.encodedPacketCount else {
            throw AudiobookError.trackDamaged(
                part.sounds[0].track.path.string,
                reason: "ffmpeg made \(file.packets.count) packets of it and not "
                    + "\(part.encodedPacketCount)")
        }
        return file
    }
}

// MARK: Joining

extension AudiobookWorkshop {
    /// Joins the encoded chapters of a file, with its tags, cover and chapters, in a temporary file
    /// that the caller discards.
    func join(_ volume: AudiobookVolume, _ timeline: AudiobookTimeline) async throws -> PartFile {
        timeline.codec.format == .opus
            ? try await DiskThreads.run {
                try joinOpus(volume, timeline)
            } : try await joinAAC(volume, timeline)
    }

    private func joinOpus(
        _ volume: AudiobookVolume, _ timeline: AudiobookTimeline
    ) throws -> PartFile {
        let part = try PartFile(in: Folder(folder))
        do {
            var writer = OggWriter(to: part)
            var (packet, delay) = (0, timeline.codec.delaySampleCount)
            for part in timeline.parts {
                let source = try packets(of: part, at: folder.appending(part.fileName))
                let file = try OpenFile(source.path)
                if packet == 0 {
                    let head = try file.bytes(at: source.head.lowerBound, count: source.head.count)
                    try writer.appendHeader(head)
                    let tags = OpusTags(volume.tags, title: volume.title, volume.marks)
                    try writer.appendHeader(tags.packet)
                }
                for range in source.packets[part.packets] {
                    packet += 1
                    let end = min(
                        packet * timeline.codec.packetSampleCount, timeline.sampleCount + delay)
                    try writer.append(
                        file.bytes(at: range.lowerBound, count: range.count), end: end,
                        isLast: packet == timeline.packetCount)
                }
            }
            return writer.finished()
        } catch {
            part.discard()
            throw error
        }
    }

    private func joinAAC(
        _ volume: AudiobookVolume, _ timeline: AudiobookTimeline
    ) async throws -> PartFile {
        let files = try await DiskThreads.run { [folder] in
            try TemporaryFiles(4, in: folder)
        }
        do {
            let filled = try await DiskThreads.run {
                try fill(files, with: volume, along: timeline)
            }
            try await tool.run(
                Self.arguments(for: filled, tags: volume.tags, codec: timeline.codec), in: folder)
            return try await DiskThreads.run {
                for index in 0..<3 { files[index].discard() }
                let count = try MP4File.packetCount(of: files[3].path)
                guard count == timeline.packetCount else {
                    throw AudiobookError.partDamaged(volume.name)
                }
                return files[3]
            }
        } catch {
            await DiskThreads.run { files.discard() }
            throw error
        }
    }

    /// Writes the sound, the metadata and the cover; the fourth file stays empty.
    private func fill(
        _ files: TemporaryFiles, with volume: AudiobookVolume, along timeline: AudiobookTimeline
    ) throws -> TemporaryFiles {
        var files = files
        for part in timeline.parts {
            let source = try packets(of: part, at: folder.appending(part.fileName))
            let taken = source.packets[part.packets]
            guard let first = taken.first, let last = taken.last else { continue }
            try OpenFile(source.path).forEachPiece(of: first.lowerBound..<last.upperBound) {
                (piece) throws(FileError) in try files[0].append(piece)
            }
        }
        let metadata = AudiobookMetadata(
            volume.tags, title: volume.title, marks: timeline.marks,
            sampleRateHz: timeline.codec.sampleRateHz)
        try files[1].append(Array(metadata.text.utf8))
        if let cover = volume.tags.cover { try files[2].append(cover.bytes) }
        return files
    }

    /// The offset marks the encoder's first packet as one to leave out, in an edit list.
    private static func arguments(
        for files: TemporaryFiles, tags: AudiobookTags, codec: SpeechCodec
    ) -> [String] {
        let offset = codec.delaySampleCount * 1_000_000 / codec.sampleRateHz
        var arguments = [
            "-protocol_whitelist", "file", "-itsoffset", "-0.\(padded(offset, 6))",
            "-f", "aac", "-i", "file:\(files[0].path)",
            "-protocol_whitelist", "file", "-f", "ffmetadata", "-i", "file:\(files[1].path)",
        ]
        var maps = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
        if let cover = tags.cover {
            let kind = cover.mediaType == "image/png" ? "png_pipe" : "jpeg_pipe"
            arguments += ["-protocol_whitelist", "file", "-f", kind]
            arguments += ["-i", "file:\(files[2].path)"]
            maps += ["-map", "2:v", "-disposition:v:0", "attached_pic"]
        }
        if let language = tags.languageCode {
            maps += ["-metadata:s:a:0", "language=\(language)"]
        }
        return arguments + maps + [
            "-c", "copy", "-movflags", "+faststart", "-brand", "M4B ", "-f", "ipod",
            "file:\(files[3].path)",
        ]
    }
}
