package import DurableFiles
package import SystemPackage
package import Tracks

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Puts voice tracks into copies of their films.
///
/// Pictures, subtitles and chapters are copied as they are. The film itself is only read.
package struct FilmMuxer: Sendable {
    private let output: OutputFolder
    private let workFolder: FilePath
    private let tool: Tool
    private let probe: FilmProbe

    /// A muxer into a folder.
    ///
    /// - Parameters:
    ///   - workFolder: for half a MB a minute; made where missing, and nothing stays there.
    ///   - ffmpegPath: the executable that does the work; nil for the one on the search path.
    package init(output: OutputFolder, workFolder: FilePath, ffmpegPath: String? = nil) {
        self.output = output
        self.workFolder = workFolder
        tool = Tool(path: ffmpegPath)
        probe = FilmProbe(tool: .probe(), folder: workFolder)
    }

    /// Makes a film with a voice under a name relative to the output folder.
    ///
    /// The name's ending says what kind of file it is: `mp4`, `m4v`, `mov`, `mkv` or `webm`; the
    /// film's own is best. The film lasts as long as it did, or as long as the track if that is
    /// longer. Throws ``MakingError``s, and `CancellationError`.
    ///
    /// - Parameters:
    ///   - track: the voice track; an M4A, or Opus for `mkv` and `webm`, is not encoded again, unless
    ///     the film's own sound is lowered under it.
    ///   - lines: when somebody speaks in it; used only where the film's sound is lowered.
    ///   - replacing: what that name may be taken from. Never from the film.
    package func mux(
        _ track: FilePath, lines: [FittedLine], into film: FilePath, settings: FilmSettings,
        to name: String, replacing: Replaceable
    ) async throws -> StoredTrack {
        try settings.requirePossible()
        let container = try FilmContainer(ofFileNamed: name)
        try await DiskThreads.run { [output, workFolder] in
            try Folder.make(workFolder)
            try Folder(workFolder).clearLeftovers()
            for path in [film, track] { _ = try OpenFile(path).byteCount() }
            try Self.requireOther(than: film, under: name, in: output.path)
        }
        let sound = try await FilmSound(
            film: film, streams: probe.audioStreams(of: film),
            duration: max(probe.duration(of: film), probe.duration(of: track)))
        let muxing = Muxing(sound: sound, track: track, container: container, settings: settings)
        return try await withTemporaryFiles(1, in: workFolder) { files in
            let gain = try await gain(under: lines, sound, settings, in: files[0])
            // A film's time may begin before its first picture, so its length is not that exact.
            return try await output.makeTrack(
                name, lasting: sound.duration, within: 2, replacing: replacing,
                measure: probe.duration
            ) { part in
                try await tool.run(muxing.arguments(gain: gain, to: part.path), in: workFolder)
            }
        }
    }

    /// Throws where no film can be put beside a track: its kind is not known, or it would take the
    /// place of the film itself.
    package static func check(
        _ film: FilePath, beside track: String, in folder: FilePath
    ) throws {
        var name = FilePath(track)
        name.extension = film.extension
        _ = try FilmContainer(ofFileNamed: name.string)
        try requireOther(than: film, under: name.string, in: folder)
    }

    /// The gain's file; nil where the film's sound stays as it is or there is none.
    private func gain(
        under lines: [FittedLine], _ sound: FilmSound, _ settings: FilmSettings, in file: PartFile
    ) async throws -> FilePath? {
        guard let decibels = settings.duckDecibels, !sound.streams.isEmpty else { return nil }
        let gain = DuckGain(under: lines, decibels: decibels)
        try await DiskThreads.run {
            try gain.write(to: file, lasting: sound.duration + .seconds(10))
        }
        return file.path
    }
}

extension FilmMuxer {
    /// Throws where a file of this name in the folder is the film itself.
    private static func requireOther(
        than film: FilePath, under name: String, in folder: FilePath
    ) throws(VoiceTrackError) {
        var (own, other) = (stat(), stat())
        guard stat(film.string, &own) == 0, stat(folder.appending(name).string, &other) == 0,
            own.st_dev == other.st_dev, own.st_ino == other.st_ino
        else { return }
        throw .filmItself(name)
    }
}

/// A film's own sound and how long the film with the voice lasts.
private struct FilmSound {
    let film: FilePath
    let streams: [FilmAudio]
    let duration: Duration

    /// The number of the stream that players choose.
    var main: Int { streams.firstIndex(where: \.isDefault) ?? 0 }
    var mainStream: FilmAudio? { streams.isEmpty ? nil : streams[main] }
}

/// What the tool is told.
private struct Muxing {
    let sound: FilmSound
    let track: FilePath
    let container: FilmContainer
    let settings: FilmSettings

    func arguments(gain: FilePath?, to path: FilePath) -> [String] {
        var arguments = input(sound.film) + input(track)
        if let gain, let film = sound.mainStream {
            arguments += ["-protocol_whitelist", "file", "-f", "s16le", "-ac", "1"]
            arguments += ["-ar", "\(DuckGain.sampleRateHz)", "-i", "file:\(gain)"]
            arguments += ["-filter_complex", graph(film), "-map", "0:v?", "-map", "[out]"]
            for index in sound.streams.indices where index != sound.main {
                arguments += ["-map", "0:a:\(index)"]
            }
            arguments += ["-map", "0:s?", "-c", "copy"] + mixEncoder(film)
            arguments += ["-disposition:a:0", "default"]
            for index in sound.streams.indices.dropFirst() {
                arguments += ["-disposition:a:\(index)", "-default"]
            }
        } else {
            arguments += ["-map", "0:v?", "-map", "0:a?", "-map", "1:a:0", "-map", "0:s?"]
            arguments += ["-c", "copy"]
            if !container.takes(track) {
                arguments += container.encoder(48_000).map { $0 == "-c:a" ? "-c:a:\(voice)" : $0 }
            }
            // Players go on choosing the film's own sound.
            if voice > 0 { arguments += ["-disposition:a:\(voice)", "0"] }
        }
        // Fonts of subtitles.
        if container == .matroska { arguments += ["-map", "0:t?"] }
        return arguments + metadata(stream: gain == nil ? voice : 0)
            + ["-map_metadata", "0", "-map_chapters", "0", "-max_muxing_queue_size", "9999"]
            + ["-fflags", "+bitexact"] + container.muxer + ["file:\(path)"]
    }

    /// The number of the voice among the sounds.
    private var voice: Int { sound.streams.count }

    private func input(_ path: FilePath) -> [String] {
        ["-protocol_whitelist", "file", "-i", "file:\(path)"]
    }

    private func metadata(stream: Int) -> [String] {
        var metadata: [String] = []
        if let title = settings.title {
            // MP4 has no title of a stream; players show its handler's name.
            for key in ["title", "handler_name"] {
                metadata += ["-metadata:s:a:\(stream)", "\(key)=\(title)"]
            }
        }
        if let language = settings.language.flatMap(container.languageCode) {
            metadata += ["-metadata:s:a:\(stream)", "language=\(language)"]
        }
        return metadata
    }
}

// MARK: The film's sound lowered under the voice

extension Muxing {
    /// The layouts that every encoder here has, with their channels.
    private static let layouts = [
        "mono": ["FC"], "stereo": ["FL", "FR"], "5.1": ["FL", "FR", "FC", "LFE", "BL", "BR"],
    ]

    private func layout(of film: FilmAudio) -> String {
        if Self.layouts[film.layout] != nil { return film.layout }
        return film.layout.hasPrefix("5.1") || film.layout.hasPrefix("7.1") ? "5.1" : "stereo"
    }

    /// The film's sound times the gain, and the voice on top, in its centre where it has one.
    ///
    /// What is too loud then is held just below full scale.
    private func graph(_ film: FilmAudio) -> String {
        let layout = layout(of: film)
        let channels = Self.layouts[layout] ?? []
        let format = "aresample=\(film.sampleRateHz):async=1:first_pts=0,aformat=sample_fmts=fltp"
        let everywhere = channels.map { "|\($0)=c0" }.joined()
        let front = channels.contains("FC") ? "|FC=c0" : "|FL=c0|FR=c0"
        let seconds = sound.duration / .seconds(1)
        return "[0:a:\(sound.main)]\(format):channel_layouts=\(layout),"
            + "apad=whole_dur=\(seconds)[film];"
            + "[2:a]\(format):channel_layouts=mono,pan=\(layout)\(everywhere)[gain];"
            + "[1:a:0]\(format):channel_layouts=mono,pan=\(layout)\(front)[voice];"
            + "[film][gain]amultiply[low];"
            + "[low][voice]amix=inputs=2:duration=first:normalize=0"
            + ",alimiter=limit=0.97:level=0[out]"
    }

    private func mixEncoder(_ film: FilmAudio) -> [String] {
        let kilobits = max(1, (Self.layouts[layout(of: film)] ?? []).count) * 96
        return container == .webm
            ? ["-c:a:0", "libopus", "-b:a:0", "\(kilobits)k"]
            : ["-c:a:0", "aac", "-aac_coder", "fast", "-b:a:0", "\(kilobits)k"]
    }
}
