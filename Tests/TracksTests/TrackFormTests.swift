import AudioFixtures
import Clips
import DurableFiles
import Foundation
import MP3
import SystemPackage
import TestSupport
import Testing
import Tracks

@Suite(
    "A track in another form", .timeLimit(.minutes(10)),
    .tags(.computing),
    .needs("ffmpeg", "ffprobe"))
struct TrackFormTests {
    /// Makes a track of clips, each a tone of so many seconds unless audio is given.
    private func withTrack(
        _ sound: TrackSound, of audio: [[UInt8]] = [], named name: String = "a",
        tags: TrackTags = TrackTags(title: "A title", text: "The first words"),
        ffmpeg: String? = nil, replacing: Replaceable = .nothing,
        _ body: (Result<StoredTrack, any Error>, FilePath) throws -> Void
    ) async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder.appending("clips"))
            try store.prepare()
            var audio = audio
            if audio.isEmpty { audio = [try TestAudio.tone(seconds: 1, number: 0, in: folder)] }
            let clips = try audio.enumerated().map { try store.add($1, $0) }
            let output = folder.appending("out")
            let assembler = TrackAssembler(
                store: store, output: try OutputFolder(output), ffmpegPath: ffmpeg)
            let file = "\(name).\(sound.format)"
            let outcome: Result<StoredTrack, any Error>
            do {
                outcome = .success(
                    try await assembler.assemble(
                        clips: clips, gaps: [.milliseconds(480)], tags: tags, sound: sound,
                        to: file, replacing: replacing))
            } catch {
                outcome = .failure(error)
            }
            #expect(files(below: store.folder).count == clips.count)
            try body(outcome, output.appending(file))
        }
    }

    private func sound(
        _ format: TrackFormat, rateHz: Int? = nil, channels: Int? = nil, trims: Bool = false,
        loudness: Double? = nil
    ) -> TrackSound {
        var sound = TrackSound()
        sound.format = format
        sound.sampleRateHz = rateHz
        sound.channelCount = channels
        sound.trims = trims
        sound.loudness = loudness
        return sound
    }

    @Test(
        "has the form's codec, rate and channels, its length and its tags",
        arguments: [
            (TrackFormat.wav, nil, nil, "pcm_s16le,24000,1"),
            (.wav, 22_050, 1, "pcm_s16le,22050,1"),
            (.flac, nil, 2, "flac,24000,2"), (.ogg, nil, nil, "vorbis,24000,1"),
            (.ogg, 44_100, 2, "vorbis,44100,2"), (.opus, nil, nil, "opus,48000,1"),
            (.m4a, nil, nil, "aac,24000,1"), (.m4a, 48_000, nil, "aac,48000,1"),
            (.mp3, 44_100, 2, "mp3,44100,2"), (.mp3, 8000, nil, "mp3,8000,1"),
        ] as [(TrackFormat, Int?, Int?, String)])
    func forms(format: TrackFormat, rateHz: Int?, channels: Int?, expected: String) async throws {
        let place = TrackTags.Place(
            number: 3, of: 12, in: AudiobookTags(title: "The Book", authors: ["A. Author"]))
        let tags = TrackTags(title: "A title", text: "The first words", place: place)
        try await withTrack(
            sound(format, rateHz: rateHz, channels: channels), tags: tags
        ) { outcome, path in
            let track = try outcome.get()
            #expect(
                try probed("stream=codec_name,sample_rate,channels", of: path).first == expected)
            let length = try probed("format=duration", of: path).first.flatMap(Double.init) ?? 0
            #expect(abs(length - track.duration / .seconds(1)) < 0.1)
            #expect(abs(length - 1.05) < 0.2)
            let bytes = try contents(of: path)
            #expect(track.byteCount == bytes.count && track.sha256 == sha256(bytes))
            let said = try output(of: [
                "ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags",
                "file:\(path)",
            ]).lowercased()
            for tag in ["title=a title", "the first words", "album=the book", "=3/12", "a. author"]
            {
                #expect(said.contains(tag), "\(format): \(said)")
            }
        }
    }

    @Test("cannot be what its form does not have, and says so")
    func impossible() async throws {
        for (sound, words) in [
            (sound(.ulaw, rateHz: 16_000), "ulaw has 8000 Hz"),
            (sound(.opus, rateHz: 24_000), "opus has 48000 Hz"),
            (sound(.g722, channels: 2), "g722 has one"),
            (sound(.wav, loudness: 3), "-40 to -5"),
        ] {
            try await withTrack(sound) { outcome, path in
                let error = #expect(throws: ImpossibleSetting.self) { try outcome.get() }
                #expect(error?.description.contains(words) == true)
                #expect(!FileManager.default.fileExists(atPath: path.string))
            }
        }
    }

    @Test("leaves nothing behind where its tool is missing, fails or stops early")
    func tools() async throws {
        try await withFolder(named: "tools") { folder in
            let fails = try tool(in: folder, "echo no such encoder >&2; exit 1")
            let stops = try tool(in: folder, "for last; do :; done; printf x > \"${last#file:}\"")
            for ffmpeg in ["/nowhere/ffmpeg", fails, stops] {
                for format in [TrackFormat.ogg, .ulaw] {
                    try await withTrack(sound(format), ffmpeg: ffmpeg) { outcome, path in
                        #expect(throws: (any Error).self) { try outcome.get() }
                        #expect(files(below: path.removingLastComponent()).isEmpty)
                    }
                }
            }
        }
    }

    @Test(
        "is cut at its ends alone where silence stands there", arguments: [TrackFormat.mp3, .wav])
    func trimmed(format: TrackFormat) async throws {
        try await withFolder(named: "words") { folder in
            // A second of words with a pause in them, and a fading that is 45 dB weaker.
            let wave =
                "sin(2*PI*t*300)*(between(t,0.6,0.9)+between(t,1.1,1.3)"
                + "+0.006*between(t,1.3,1.5))/2"
            let audio = try mp3(of: wave, seconds: 2.5, in: folder)
            try await withTrack(sound(format), of: [audio]) { whole, _ in
                let length = try whole.get().duration / .seconds(1)
                #expect(abs(length - 2.55) < 0.1)
            }
            try await withTrack(sound(format, trims: true), of: [audio]) { cut, path in
                // From 0.6 to 1.5 s, with 50 ms before and 100 ms behind.
                let length = try cut.get().duration / .seconds(1)
                #expect(abs(length - 1.05) < 0.1)
                let samples = try decoded(path, rateHz: 24_000)
                let loud = samples.indices.filter { abs(Int(samples[$0])) > 3000 }
                let first = Double(loud.first ?? 0) / 24_000
                #expect(first > 0.02 && first < 0.2)
                #expect(abs(Double((loud.last ?? 0) - (loud.first ?? 0)) / 24_000 - 0.7) < 0.02)
            }
        }
    }

    @Test("has the loudness that is asked for, with its peaks held", arguments: [0.02, 0.9])
    func loudness(level: Double) async throws {
        try await withFolder(named: "loud") { folder in
            let wave = "\(level)*sin(2*PI*t*440)*(0.4+0.6*sin(7*t)*sin(7*t))"
            for (seconds, format) in [(3.0, TrackFormat.wav), (0.8, .wav), (3, .mp3)] {
                let audio = try mp3(of: wave, seconds: seconds, in: folder)
                try await withTrack(sound(format, loudness: -18), of: [audio]) { outcome, path in
                    _ = try outcome.get()
                    let said = try output(
                        of: [
                            "ffmpeg", "-nostdin", "-i", "file:\(path)", "-af",
                            "aloop=loop=4:size=\(Int(seconds * 24_000)),ebur128=peak=true", "-f",
                            "null", "-",
                        ], takesErrors: true)
                    let summary = said.components(separatedBy: "Summary:").last ?? ""
                    let numbers = summary.split(whereSeparator: \.isWhitespace).map(String.init)
                    let found = numbers.firstIndex(of: "I:").flatMap { Double(numbers[$0 + 1]) }
                    #expect(abs((found ?? 0) + 18) < 1, "\(format) of \(seconds) s: \(summary)")
                    let peak = numbers.firstIndex(of: "Peak:").flatMap { Double(numbers[$0 + 1]) }
                    #expect((peak ?? 0) < -1)
                }
            }
        }
    }

    /// What a formula gives, as an MP3.
    private func mp3(of wave: String, seconds: Double, in folder: FilePath) throws -> [UInt8] {
        let path = folder.appending("\(UUID().uuidString).mp3")
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
            "aevalsrc='\(wave)':s=24000:d=\(seconds)", "-b:a", "64k", path.string,
        ])
        return try contents(of: path)
    }
}
