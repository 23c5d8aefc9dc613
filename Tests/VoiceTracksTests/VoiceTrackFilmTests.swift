import AudioFixtures
import Crypto
import DurableFiles
import Foundation
import SystemPackage
import TestSupport
import Testing
import Tracks
import VoiceTracks

/// A film with a picture, a tone of 300 Hz and, where it can have them, subtitles.
private struct TestFilm {
    let path: FilePath

    init(_ ending: String, in folder: FilePath, seconds: Double = 8, layout: String? = "stereo")
        throws
    {
        path = folder.appending("my \"film\" 1.\(ending)")
        var command = [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
            "testsrc=size=64x48:rate=10:duration=\(seconds)",
        ]
        if let layout {
            let expression = layout == "5.1" ? "0|0|S|0|0|0" : layout == "stereo" ? "S|S" : "S"
            let tone = expression.replacingOccurrences(of: "S", with: "0.3*sin(2*PI*300*t)")
            command += [
                "-f", "lavfi", "-i", "aevalsrc='\(tone)':c=\(layout):s=48000:d=\(seconds)",
            ]
        }
        command += ["-c:v", ending == "webm" ? "libvpx" : "mpeg4"]
        command += ["-c:a", ending == "webm" ? "libopus" : "aac", "-b:a", "192k"]
        _ = try output(of: command + [path.string])
    }
}

@Suite(
    "A film with a voice track", .serialized, .timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"))
struct VoiceTrackFilmTests {
    /// A track with a tone of 1000 Hz from 2 s to 4 s, and 8 s long.
    private func track(
        _ studio: VoiceStudio, _ format: TrackFormat
    ) async throws -> (FilePath, [FittedLine]) {
        let clip = try studio.addTone(1, seconds: 2, hertz: 1000)
        let (track, lines) = try await studio.assemble(
            [studio.line([clip], 2, to: 5)], length: 8, settings: .init(format: format))
        return (studio.output.appending(track.name), lines)
    }

    private func mux(
        _ studio: VoiceStudio, _ film: FilePath, _ format: TrackFormat,
        _ settings: FilmSettings, to name: String? = nil
    ) async throws -> StoredTrack {
        let (track, lines) = try await track(studio, format)
        let muxer = FilmMuxer(output: try OutputFolder(studio.output), workFolder: studio.work)
        return try await muxer.mux(
            track, lines: lines, into: film, settings: settings,
            to: name ?? "dubbed.\(film.extension ?? "")", replacing: .anything)
    }

    private func pictures(of path: FilePath) throws -> String {
        try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-map", "0:v", "-c", "copy",
            "-f", "md5", "-",
        ])
    }

    private func sound(of path: FilePath, stream: Int) throws -> VoiceStudio.Sound {
        let data = try outputBytes(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-map", "0:a:\(stream)",
            "-ac", "1", "-ar", "\(VoiceStudio.Sound.rateHz)", "-f", "s16le", "-",
        ])
        return .init(samples: data.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) })
    }

    @Test(
        "has it as a second sound, with everything else as it was",
        arguments: [
            ("mp4", TrackFormat.m4a), ("mov", .mp3), ("mkv", .wav), ("mkv", .opus),
            ("webm", .opus), ("webm", .mp3),
        ])
    func secondSound(ending: String, format: TrackFormat) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let film = try TestFilm(ending, in: folder).path
            let before = try SHA256.hash(data: contents(of: film))
            let stored = try await mux(
                studio, film, format, .init(title: "Deutsch; \"KI\"", language: "de"))
            let path = studio.output.appending(stored.name)
            #expect(try SHA256.hash(data: contents(of: film)) == before)
            #expect(try Array(SHA256.hash(data: contents(of: path))) == stored.sha256)
            #expect(try pictures(of: path) == pictures(of: film))
            #expect(isNear(try await FilmProbe.duration(of: path) / .seconds(1), 8, within: 0.1))
            #expect(isNear(try sound(of: path, stream: 0).level(of: 300, from: 3, to: 4), 0.3))
            // AAC in Matroska begins with 43 ms of the encoder's delay, which its times tell.
            let voice = try sound(of: path, stream: 1)
            let delay = ending == "mkv" && format == .wav ? 0.043 : 0
            let start = try #require(voice.times(of: 1000).first).start
            #expect(isNear(start, 2 + delay, within: 0.03))
            let kinds = try probed("stream=codec_type", of: path)
            #expect(kinds.sorted() == ["audio", "audio", "video"])
            let tags = try probed(
                "stream_tags=language,title,handler_name", of: path,
                options: ["-select_streams", "a:1"]
            ).joined()
            // ISO 639 has two codes for German, and each kind of file its own.
            #expect(tags.contains("deu") || tags.contains("ger"))
            #expect(tags.contains("Deutsch"))
            #expect(files(below: studio.work).isEmpty)
        }
    }

    @Test(
        "has its own sound lowered while somebody speaks, and only then",
        arguments: [("mp4", "stereo"), ("mkv", "mono"), ("mp4", "5.1"), ("webm", "stereo")])
    func ducked(ending: String, layout: String) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let film = try TestFilm(ending, in: folder, layout: layout).path
            let stored = try await mux(studio, film, .m4a, .init(duckDecibels: 12))
            let path = studio.output.appending(stored.name)
            #expect(try pictures(of: path) == pictures(of: film))
            #expect(try probed("stream=codec_type", of: path).sorted() == ["audio", "video"])
            let own = try sound(of: film, stream: 0)
            let mixed = try sound(of: path, stream: 0)
            let full = own.level(of: 300, from: 0.5, to: 1.5)
            #expect(isNear(mixed.level(of: 300, from: 0.5, to: 1.5) / full, 1, within: 0.06))
            #expect(isNear(mixed.level(of: 300, from: 2.2, to: 3.8) / full, 0.251, within: 0.03))
            #expect(isNear(mixed.level(of: 300, from: 4.5, to: 7.5) / full, 1, within: 0.06))
            // The voice is in the centre, of which one channel for all takes a part.
            let least = mixed.level(of: 1000, from: 2.5, to: 3.5) / 3
            let voice = mixed.times(of: 1000, above: least)
            // AAC in Matroska begins with 21 ms of the encoder's delay, which its times tell.
            #expect(isNear(voice.first?.start ?? 0, 2, within: 0.05))
            #expect(isNear(voice.last?.end ?? 0, 4, within: 0.05))
            #expect(isNear(mixed.seconds, 8, within: 0.1))
        }
    }

    @Test("without sound of its own has the voice alone", arguments: [nil, 12])
    func silentFilm(decibels: Double?) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let film = try TestFilm("mp4", in: folder, layout: nil).path
            let stored = try await mux(studio, film, .mp3, .init(duckDecibels: decibels))
            let voice = try sound(of: studio.output.appending(stored.name), stream: 0)
            #expect(isNear(try #require(voice.times(of: 1000).first).start, 2, within: 0.03))
        }
    }

    @Test("without ffmpeg, or stopped, leaves nothing behind", arguments: [true, false])
    func stopped(isInstalled: Bool) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let film = try TestFilm("mp4", in: folder).path
            let (track, lines) = try await track(studio, .m4a)
            let before = files(below: studio.output)
            let (started, script) = (folder.appending("started"), folder.appending("tool"))
            try write(Array("#!/bin/sh\n: > '\(started)'; exec sleep 60\n".utf8), to: script)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: script.string)
            let muxer = FilmMuxer(
                output: try OutputFolder(studio.output), workFolder: studio.work,
                ffmpegPath: isInstalled ? script.string : "/nowhere/ffmpeg")
            let task = Task {
                try await muxer.mux(
                    track, lines: lines, into: film, settings: .init(duckDecibels: 9),
                    to: "dubbed.mp4", replacing: .anything)
            }
            if isInstalled {
                while !FileManager.default.fileExists(atPath: started.string) {
                    await Task.yield()
                }
                task.cancel()
            }
            let error = await #expect(throws: (any Error).self) { try await task.value }
            #expect(
                isInstalled
                    ? error is CancellationError
                    : error as? ToolError == .missing(tool: "ffmpeg", package: "ffmpeg"))
            #expect(files(below: studio.output) == before && files(below: studio.work).isEmpty)
        }
    }

    @Test("never takes the film's own place, by whatever name")
    func ownPlace() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let film = try TestFilm("mp4", in: folder).path
            try FileManager.default.createDirectory(
                atPath: studio.output.string, withIntermediateDirectories: true)
            try FileManager.default.linkItem(
                atPath: film.string, toPath: studio.output.appending("dubbed.mp4").string)
            let before = try contents(of: film)
            await #expect(throws: VoiceTrackError.filmItself("dubbed.mp4")) {
                try await mux(studio, film, .m4a, .init())
            }
            #expect(try contents(of: studio.output.appending("dubbed.mp4")) == before)
        }
    }

    @Test("is refused where it is no film, is not there, or cannot be of that kind")
    func refused() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let text = folder.appending("a.mp4")
            try write(Array("no film".utf8), to: text)
            await #expect(throws: ToolError.self) { try await mux(studio, text, .m4a, .init()) }
            let missing = folder.appending("b.mp4")
            await #expect(throws: FileError.self) {
                try await mux(studio, missing, .m4a, .init())
            }
            await #expect(throws: ImpossibleSetting.self) {
                try await mux(studio, text, .m4a, .init(), to: "dubbed.avi")
            }
            await #expect(throws: ToolError.self) { try await FilmProbe.duration(of: text) }
        }
    }
}

@Suite("The gain under a voice")
struct DuckGainTests {
    private func line(_ start: Int, _ end: Int) -> VoiceFit.Line {
        .init(
            start: .milliseconds(start), slotEnd: nil, speaker: "\(start)",
            spoken: .milliseconds(end - start))
    }

    @Test("goes down before words, stays down in short pauses and comes up behind them")
    func envelope() {
        let lines = VoiceFit(.init(), length: nil).fitted([
            line(1000, 2000), line(2500, 3000), line(5000, 6000),
        ])
        let gain = DuckGain(under: lines, decibels: 20)
        func level(_ milliseconds: Int) -> Double {
            Double(gain.samples((milliseconds * 8)..<(milliseconds * 8 + 1))[0]) / 32767
        }
        for time in [0, 849, 3201, 4000, 4849, 6201, 100_000] { #expect(level(time) == 1) }
        for time in [1000, 1500, 2000, 2250, 3000, 5000] {
            #expect(abs(level(time) - 0.1) < 0.001)
        }
        #expect(abs(level(925) - 0.316) < 0.01 && abs(level(3100) - 0.316) < 0.01)
        #expect(gain.samples(800..<10_000) == gain.samples(0..<20_000)[800..<10_000].map { $0 })
    }
}
