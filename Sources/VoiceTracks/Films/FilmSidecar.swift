package import DurableFiles
package import SystemPackage
package import Tracks

/// The kind of file that holds a voice track beside its film.
package enum FilmSidecar: String, CaseIterable, Sendable {
    /// Matroska with Opus.
    case mka
    /// MP4 with AAC.
    case m4a

    fileprivate var container: FilmContainer { self == .mka ? .matroska : .mp4 }

    /// The encoder's arguments for a track; one that has the form already is copied.
    ///
    /// Only what keeps its delay to the sample is copied: Opus into Matroska, MP4 into MP4.
    fileprivate func codec(_ track: FilePath) -> [String] {
        switch (self, track.extension?.lowercased()) {
        case (.mka, "opus"), (.m4a, "m4a"): ["-c", "copy"]
        case (.mka, _): TrackCodec.opus()
        case (.m4a, _): TrackCodec.aac(48_000)
        }
    }

    fileprivate var muxer: [String] {
        switch self {
        case .mka: ["-default_mode", "passthrough", "-f", "matroska"]
        case .m4a: ["-movflags", "+faststart", "-f", "ipod"]
        }
    }
}

/// Puts voice tracks beside films, as players load them with the film.
package struct SidecarMaker: Sendable {
    private let workFolder: FilePath
    private let tool: Tool
    private let probe: FilmProbe

    /// A maker of sidecars.
    ///
    /// - Parameters:
    ///   - workFolder: made where missing; nothing stays there.
    ///   - ffmpegPath: the executable that does the work; nil for the one on the search path.
    package init(workFolder: FilePath, ffmpegPath: String? = nil) {
        self.workFolder = workFolder
        tool = Tool(path: ffmpegPath)
        probe = FilmProbe(tool: .probe(), folder: workFolder)
    }

    /// Makes a file of a track, with its language and its title, in the folder of the film.
    ///
    /// Players go on choosing the film's own sound. Throws ``MakingError``s and `CancellationError`.
    ///
    /// - Parameters:
    ///   - path: where it goes; its ending says what kind of file it is.
    ///   - replacing: what that name may be taken from.
    /// - Returns: the file under its whole path.
    package func make(
        _ track: FilePath, at path: FilePath, settings: FilmSettings, replacing: Replaceable
    ) async throws -> StoredTrack {
        let kind = path.extension.flatMap(FilmSidecar.init(rawValue:)) ?? .mka
        let output = try await DiskThreads.run { [workFolder] in
            try Folder.make(workFolder)
            return try OutputFolder(path.removingLastComponent())
        }
        let arguments =
            ["-protocol_whitelist", "file", "-i", "file:\(track)", "-map", "0:a:0"]
            + ["-map_metadata", "-1"] + kind.codec(track) + Self.metadata(settings, kind.container)
            + ["-disposition:a:0", "0", "-fflags", "+bitexact"] + kind.muxer
        let made = try await output.makeTrack(
            path.lastComponent?.string ?? "", lasting: probe.duration(of: track), within: 1,
            replacing: replacing, measure: probe.duration
        ) { part in
            try await tool.run(arguments + ["file:\(part.path)"], in: workFolder)
        }
        return StoredTrack(
            name: path.string, byteCount: made.byteCount, sha256: made.sha256,
            duration: made.duration)
    }

    private static func metadata(
        _ settings: FilmSettings, _ container: FilmContainer
    ) -> [String] {
        // MP4 has no title of a stream; players show its handler's name.
        let title =
            settings.title.map {
                ["-metadata:s:a:0", "title=\($0)", "-metadata:s:a:0", "handler_name=\($0)"]
            } ?? []
        guard let code = settings.language.flatMap(container.languageCode) else { return title }
        return title + ["-metadata:s:a:0", "language=\(code)"]
    }
}
