import AudioFixtures
import Clips
import Crypto
import DurableFiles
import Foundation
import SpeechTasks
import SystemPackage
import TestSupport
import Testing
import Tracks
import VoiceTracks

@Suite("A voice track", .serialized, .timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"))
struct VoiceTrackTests {
    @Test(
        "has every line's words at their time and is as long as asked",
        arguments: TrackFormat.ofFilms)
    func places(format: TrackFormat) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            var lines: [VoiceLine] = []
            for number in 0..<6 {
                let clip = try studio.addTone(
                    number, seconds: 0.5 + Double(number) / 10, hertz: 400 + 200 * number)
                lines.append(
                    studio.line([clip], 1.234 + 2 * Double(number), to: 3.1 + 2 * Double(number)))
            }
            let (track, fitted, sound) = try await studio.make(
                lines, length: 15.5, settings: .init(format: format))
            #expect(fitted.allSatisfy { $0.verdict == .fits && $0.drift == .zero })
            #expect(track.duration == .milliseconds(15_500))
            // An MP3 frame is 24 ms and AAC's packet 43 ms.
            #expect(isNear(sound.seconds, 15.5, within: 0.05))
            for number in 0..<6 {
                let times = sound.times(of: 400 + 200 * number)
                try #require(times.count == 1)
                #expect(isNear(times[0].start, 1.234 + 2 * Double(number)))
                #expect(isNear(times[0].end - times[0].start, 0.5 + Double(number) / 10))
                // With what is kept around it, and the echo that MP3 makes before a sharp attack.
                let spoken = fitted[number].spoken / .seconds(1)
                #expect(isNear(spoken, 0.54 + Double(number) / 10, within: 0.03))
            }
            let path = studio.output.appending(track.name)
            let titles = try probed("format_tags=title:stream_tags=title", of: path)
            #expect(titles.contains("A film"))
            #expect(try Array(SHA256.hash(data: contents(of: path))) == track.sha256)
        }
    }

    @Test("is mixed where two speakers talk at once, without waiting")
    func overlap() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let low = try studio.addTone(1, seconds: 2, hertz: 500)
            let high = try studio.addTone(2, seconds: 2, hertz: 1300)
            let (_, _, sound) = try await studio.make(
                [
                    studio.line([low], 1, to: 3.5, speaker: "A"),
                    studio.line([high], 2, to: 4.5, speaker: "B"),
                ], settings: .init(format: .wav))
            #expect(isNear(sound.times(of: 500)[0].end, 3))
            #expect(isNear(sound.times(of: 1300)[0].start, 2))
            for hertz in [500, 1300] {
                #expect(sound.level(of: hertz, from: 2.2, to: 2.8) > 0.25)
            }
            #expect(sound.seconds == 4.5)
        }
    }

    @Test("is held below full scale where many talk at once, and as loud as ever where one does")
    func crowd() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let alone = try studio.addTone(9, seconds: 1, hertz: 900)
            let lines = try [400, 700, 1100, 1700, 2300].enumerated().map { index, hertz in
                studio.line(
                    [try studio.addTone(index, seconds: 2, hertz: hertz)], 4, to: 8,
                    speaker: "\(index)")
            }
            let (_, _, sound) = try await studio.make(
                [studio.line([alone], 1, to: 3.5, speaker: "A")] + lines,
                settings: .init(format: .wav))
            #expect(sound.samples.allSatisfy { abs(Int($0)) < 32_500 })
            #expect(isNear(sound.times(of: 900)[0].start, 1))
            #expect(isNear(sound.times(of: 400)[0].start, 4))
            #expect(sound.level(of: 900, from: 1.2, to: 1.8) > 0.28)
            #expect(sound.level(of: 2300, from: 4.5, to: 5.5) > 0.12)
        }
    }

    @Test("speeds lines up without changing their pitch, and starts late what has to wait")
    func stretched() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clips = try (0..<4).map {
                try studio.addTone($0, seconds: 2, hertz: 500 + 300 * $0)
            }
            let (_, fitted, sound) = try await studio.make([
                studio.line([clips[0]], 1, to: 2.8),
                studio.line([clips[1]], 4, to: 5.2),
                studio.line([clips[2]], 5.25, to: 8),
                studio.line([clips[3]], 10, to: 11.9, speed: 1.45),
            ])
            #expect(fitted.map(\.verdict) == [.stretched, .overruns, .late, .overruns])
            #expect(abs(fitted[0].stretch - 2.03 / 1.8) < 0.01 && fitted[1].stretch == 1.2)
            #expect(abs(fitted[3].stretch - 1.5 / 1.45) < 1e-9)
            for (index, line) in fitted.enumerated() {
                let times = sound.times(of: 500 + 300 * index)
                try #require(times.count == 1)
                let (start, end) = (line.start / .seconds(1), line.end / .seconds(1))
                #expect(isNear(times[0].start, start, within: 0.025))
                #expect(isNear(times[0].end, end, within: 0.045))
                #expect(isNear(times[0].end - times[0].start, 2 / line.stretch, within: 0.03))
            }
            #expect(fitted[2].start > fitted[1].end)
        }
    }

    @Test("is longer than asked rather than without its last words")
    func lastWords() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.addTone(1, seconds: 2, hertz: 500, before: 0.1, behind: 0)
            let (track, fitted, sound) = try await studio.make(
                [studio.line([clip], 1, to: nil)], length: 2, settings: .init(format: .wav))
            #expect(fitted[0].verdict == .overruns && fitted[0].stretch == 1.2)
            #expect(track.duration >= fitted[0].end - .milliseconds(1))
            let times = sound.times(of: 500)
            #expect(isNear(times[0].end - times[0].start, 2 / 1.2, within: 0.03))
        }
    }

    @Test("takes clips of other rates and channels, several for a line, and parts of clips")
    func sounds() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clips = [
                try studio.addTone(1, seconds: 0.5, hertz: 500, before: 0, behind: 0),
                try studio.addTone(2, seconds: 0.7, hertz: 900, rateHz: 44_100),
                try studio.addTone(3, seconds: 0.6, hertz: 1300, channels: 2),
                try studio.addTone(4, seconds: 3, hertz: 1700, before: 0, behind: 0),
            ]
            let part = VoiceLine(
                sounds: [.init(clip: clips[3], range: .milliseconds(1000)..<(.milliseconds(1800)))],
                start: .seconds(6), slotEnd: .seconds(8))
            let (_, fitted, sound) = try await studio.make([
                studio.line([clips[0], clips[1]], 1, to: 3), studio.line([clips[2]], 4, to: 5),
                part,
            ])
            #expect(fitted.allSatisfy { $0.verdict == .fits })
            let lengths = [500: 0.5, 900: 0.7, 1300: 0.6, 1700: 0.8]
            for (hertz, length) in lengths {
                let times = sound.times(of: hertz)
                try #require(times.count == 1)
                #expect(isNear(times[0].end - times[0].start, length))
            }
            #expect(isNear(sound.times(of: 500)[0].start, 1))
            #expect(isNear(sound.times(of: 1300)[0].start, 4))
            #expect(isNear(sound.times(of: 1700)[0].start, 6))
        }
    }

    @Test("loses nothing of a line that is stretched, be its length what it may", arguments: 1...4)
    func wholeBlocks(count: Int) async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.addTone(1, seconds: 5, hertz: 500, before: 0, behind: 0)
            // Three blocks of 4,096 samples at 24 kHz, at the end of which rubberband loses sound.
            let length = Duration.milliseconds(512 * count)
            let line = VoiceLine(
                sounds: [.init(clip: clip, range: .seconds(1)..<(.seconds(1) + length))],
                start: .zero, slotEnd: length / 1.1)
            let (_, fitted, _) = try await studio.make([line])
            #expect(fitted[0].stretch > 1.09)
            let lost = (length / fitted[0].stretch - fitted[0].end) / .milliseconds(1)
            #expect(abs(lost) < 1)
        }
    }

    @Test("can have the pauses of a clip found and be made of the parts between them")
    func pauses() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let path = folder.appending("pack.mp3")
            let wave = "0.3*sin(2*PI*(500+400*floor(t))*t)*between(mod(t,1),0.2,0.8)"
            _ = try output(of: [
                "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i",
                "aevalsrc='\(wave)':s=24000:d=3", path.string,
            ])
            let clip = try studio.store.add(contents(of: path), 1)
            let all = try await ClipPauses.of(
                [clip], in: studio.store, ofAtLeast: .milliseconds(200), workFolder: studio.work)
            let found = try #require(all[clip.hash])
            try #require(found.pauses.count == 2)
            #expect(
                found.pauses.allSatisfy {
                    isNear(($0.upperBound - $0.lowerBound) / .seconds(1), 0.4, within: 0.04)
                })
            func middle(_ pause: Range<Duration>) -> Duration {
                pause.lowerBound + (pause.upperBound - pause.lowerBound) / 2
            }
            let cuts = [.zero] + found.pauses.map(middle) + [found.duration]
            let lines = (0..<3).map { number in
                VoiceLine(
                    sounds: [.init(clip: clip, range: cuts[number]..<cuts[number + 1])],
                    start: .seconds(1 + 2 * number), slotEnd: .seconds(2 + 2 * number))
            }
            let (_, fitted, sound) = try await studio.make(lines)
            #expect(fitted.allSatisfy { $0.verdict == .fits })
            for number in 0..<3 {
                let times = sound.times(of: 500 + 400 * number)
                try #require(times.count == 1)
                #expect(isNear(times[0].start, Double(1 + 2 * number)))
                #expect(isNear(times[0].end - times[0].start, 0.6, within: 0.03))
            }
        }
    }

    @Test("keeps silent clips at their length")
    func silence() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.store.add(TestAudio.silence(frames: 100), 1)
            let (track, fitted, _) = try await studio.make([
                studio.line([clip], 1, to: 4), studio.line([clip], 5, to: 7.2),
            ])
            // A silent frame stands behind each clip.
            #expect(fitted[0].spoken == .milliseconds(2424) && fitted[0].verdict == .fits)
            #expect(fitted[1].verdict == .stretched && track.duration == .milliseconds(7200))
        }
    }

    @Test("puts more clips than are decoded at once where they belong")
    func manyClips() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let tones = try (0..<3).map { number in
                try studio.addTone(1000 + number, seconds: 0.2, hertz: 500 + 400 * number)
            }
            var lines: [VoiceLine] = []
            for number in 0..<250 {
                let bytes = try contents(of: studio.store.path(of: tones[number % 3].hash))
                let clip = try studio.store.add(bytes, number)
                lines.append(
                    studio.line([clip], Double(number) / 4, to: Double(number + 1) / 4 - 0.01))
            }
            let (_, fitted, sound) = try await studio.make(lines, settings: .init(format: .wav))
            #expect(fitted.allSatisfy { $0.verdict == .fits })
            for tone in 0..<3 {
                let times = sound.times(of: 500 + 400 * tone)
                let expected = stride(from: tone, to: 250, by: 3).map { Double($0) / 4 }
                try #require(times.count == expected.count)
                #expect(zip(times, expected).allSatisfy { isNear($0.start, $1) })
            }
        }
    }

    @Test("has real speech at its time", .needs("espeak-ng"))
    func speech() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let texts = ["Hello there.", "Where is the cat?", "She sits on the roof, of course."]
            var lines: [VoiceLine] = []
            for (number, text) in texts.enumerated() {
                let wave = folder.appending("\(number).wav").string
                let clip = folder.appending("\(number).mp3")
                _ = try output(of: ["espeak-ng", "-w", wave, text])
                _ = try output(of: ["ffmpeg", "-v", "error", "-i", wave, clip.string])
                let stored = try studio.store.add(contents(of: clip), number)
                lines.append(
                    studio.line([stored], 1 + 4 * Double(number), to: 4.9 + 4 * Double(number)))
            }
            let (track, _, _) = try await studio.make(lines, length: 14)
            let ends = try silenceEnds(in: studio.output.appending(track.name))
            for number in texts.indices {
                #expect(ends.contains { isNear($0, 1 + 4 * Double(number), within: 0.08) })
            }
        }
    }

    /// Where ffmpeg's silence detector finds that sound begins.
    private func silenceEnds(in path: FilePath) throws -> [Double] {
        try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-af",
            "silencedetect=noise=-45dB:duration=0.3,ametadata=print:file=-", "-f", "null", "-",
        ]).split(separator: "\n").compactMap { line in
            line.hasPrefix("lavfi.silence_end=") ? Double(line.dropFirst(18)) : nil
        }
    }

    @Test("is the same file each time, so that another run may find it there")
    func deterministic() async throws {
        try await withFolder { folder in
            let studio = try VoiceStudio(in: folder)
            let clip = try studio.addTone(1, seconds: 2, hertz: 500)
            let lines = [studio.line([clip], 1, to: 2.8)]
            for format in TrackFormat.ofFilms {
                let first = try await studio.assemble(lines, settings: .init(format: format))
                let second = try await studio.assemble(
                    lines, settings: .init(format: format), replacing: .nothing)
                #expect(first == second)
            }
        }
    }

    @Test("is as many times as loud as its volume says")
    func voiceTrack() async throws {
        func loudness(_ volume: Int) async throws -> Double {
            try await withFolder { folder in
                let studio = try VoiceStudio(in: folder)
                let clip = try studio.addTone(1, seconds: 2, hertz: 500)
                let (_, _, sound) = try await studio.make(
                    [studio.line([clip], 1, to: 4)],
                    settings: .init(format: .wav, volume: Thousandths(volume)))
                return sound.level(of: 500, from: 1.2, to: 2.8)
            }
        }
        let plain = try await loudness(1000)
        #expect(abs(try await loudness(400) / plain - 0.4) < 0.01)
        #expect(abs(try await loudness(1600) / plain - 1.6) < 0.05)
    }
}
