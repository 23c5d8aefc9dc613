import AudioFixtures
import DurableFiles
import Foundation
import SystemPackage
import TestSupport
import Testing
import Tracks
import VoiceTracks

@Suite(
    "A voice track beside its film", .timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"),
    .tags(.computing))
struct FilmSidecarTests {
    private static let settings = FilmSettings(title: "The voice", language: "de-AT")

    /// An hour of pictures, one a second.
    private static func film(in folder: FilePath) throws -> FilePath {
        let path = folder.appending("Film (1946).mkv")
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
            "testsrc=size=64x48:rate=1:duration=3600", "-f", "lavfi", "-i",
            "anullsrc=r=8000:cl=mono", "-shortest", "-c:v", "mpeg4", "-c:a", "aac", "-b:a", "16k",
            path.string,
        ])
        return path
    }

    private static func make(
        _ track: FilePath, at path: FilePath, in folder: FilePath,
        replacing: Replaceable = .nothing
    ) async throws -> StoredTrack {
        try await SidecarMaker(workFolder: folder.appending("sidecars")).make(
            track, at: path, settings: settings, replacing: replacing)
    }

    /// Where a tone begins, looked for in the seconds around a time.
    private static func start(of hertz: Int, near time: Double, in samples: [Int16]) -> Double? {
        let rate = VoiceStudio.Sound.rateHz
        let first = Int((time - 2) * Double(rate))
        let part = samples[first..<min(first + 5 * rate, samples.count)]
        return VoiceStudio.Sound(samples: Array(part)).times(of: hertz).first.map {
            time - 2 + $0.start
        }
    }

    @Test(
        "of an hour has its first and its last line where the film has them",
        arguments: [
            (TrackFormat.opus, "mka"), (.mp3, "mka"), (.m4a, "mka"), (.m4a, "m4a"),
            (.wav, "m4a"),
        ])
    func drift(format: TrackFormat, ending: String) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let film = try Self.film(in: folder)
            let clip = try studio.addTone(1, seconds: 2, hertz: 1000)
            let (track, lines) = try await studio.assemble(
                [studio.line([clip], 2, to: 10), studio.line([clip], 3590, to: 3600)],
                length: 3600, settings: .init(format: format))
            let path = folder.appending("Film (1946).de.\(ending)")
            let made = try await Self.make(
                studio.output.appending(track.name), at: path, in: folder)
            #expect(made.name == path.string)
            let samples = try decoded(path, rateHz: VoiceStudio.Sound.rateHz)
            for (line, time) in zip(lines, [2.0, 3590.0]) {
                let start = try #require(Self.start(of: 1000, near: time, in: samples))
                #expect(isNear(start, line.start / .seconds(1)))
            }
            for file in [film, path] {
                let length = try probed("format=duration", of: file).first.flatMap { Double($0) }
                #expect(isNear(length ?? 0, 3600, within: 0.15))
                let begin = try probed("format=start_time", of: file).first.flatMap { Double($0) }
                #expect(isNear(begin ?? 1, 0, within: 0.03))
            }
        }
    }

    @Test(
        "names its language and title, and is not chosen by itself",
        arguments: [("mka", "ger", "opus"), ("m4a", "deu", "aac")])
    func tags(ending: String, language: String, codec: String) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.addTone(1, seconds: 1, hertz: 1000)
            let (track, _) = try await studio.assemble([studio.line([clip], 1, to: 4)], length: 5)
            let path = folder.appending("Film.de.\(ending)")
            _ = try await Self.make(studio.output.appending(track.name), at: path, in: folder)
            let said = try output(of: [
                "ffprobe", "-v", "error", "-show_entries",
                "stream=codec_name:stream_disposition=default:stream_tags", "file:\(path)",
            ])
            #expect(said.contains("codec_name=\(codec)\n"))
            #expect(said.contains("language=\(language)\n"))
            if ending == "mka" {
                #expect(said.contains("DISPOSITION:default=0\n"))
                #expect(said.contains("TAG:title=The voice\n"))
            }
        }
    }

    @Test("takes no other file's place")
    func foreign() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.addTone(1, seconds: 1, hertz: 1000)
            let (track, _) = try await studio.assemble([studio.line([clip], 1, to: 4)], length: 5)
            let path = folder.appending("Film.de.mka")
            try write(Array("mine".utf8), to: path)
            await #expect(throws: FileError.nameTaken(path.string)) {
                try await Self.make(
                    studio.output.appending(track.name), at: path, in: folder, replacing: .ours([]))
            }
            #expect(try contents(of: path) == Array("mine".utf8))
        }
    }
}
