import DurableFiles
import Foundation
package import SystemPackage
import Tracks

/// What ffprobe tells about a film or a track.
package struct FilmProbe: Sendable {
    let tool: Tool
    let folder: FilePath

    /// How long a film plays.
    ///
    /// Throws ``FileError/disk(action:file:reason:)`` for a file that cannot be opened, ``ToolError``
    /// where there is no tool or for what is no film, and `CancellationError`.
    package static func duration(of film: FilePath) async throws -> Duration {
        let folder = FilePath(FileManager.default.temporaryDirectory.path)
        try await DiskThreads.run { _ = try OpenFile(film) }
        return try await FilmProbe(tool: .probe(), folder: folder).duration(of: film)
    }

    func duration(of path: FilePath) async throws -> Duration {
        try await media.duration(of: path)
    }

    private var media: MediaProbe { MediaProbe(tool: tool, folder: folder) }

    /// A film's audio streams, in order.
    func audioStreams(of path: FilePath) async throws -> [FilmAudio] {
        try await media.values(
            "stream=sample_rate,channel_layout:stream_disposition=default", of: path,
            options: ["-select_streams", "a"]
        ).map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            return FilmAudio(
                sampleRateHz: Int(fields.first ?? "") ?? 48_000,
                layout: fields.count > 2 ? fields[1] : "", isDefault: fields.last == "1")
        }
    }
}

/// An audio stream of a film.
struct FilmAudio: Hashable, Sendable {
    let sampleRateHz: Int
    /// ffmpeg's name for the places of its channels; empty where it is not known.
    let layout: String
    /// Whether players choose it by themselves.
    let isDefault: Bool
}
