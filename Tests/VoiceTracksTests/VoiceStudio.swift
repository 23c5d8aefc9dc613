import AudioFixtures
import Clips
import DurableFiles
import Foundation
import MP3
import SystemPackage
import TestSupport
import Testing
import Tracks
import VoiceTracks

/// Clips of tones, and a place to make voice tracks of them.
struct VoiceStudio {
    let store: ClipStore
    let output: FilePath
    let work: FilePath

    init(in folder: FilePath) throws {
        store = ClipStore(folder: folder.appending("clips"))
        (output, work) = (folder.appending("out"), folder.appending("work"))
        try store.prepare()
    }

    /// Stores a clip: silence, a tone and silence, as real clips have it.
    @discardableResult
    func addTone(
        _ number: Int, seconds: Double, hertz: Int, before: Double = 0.3, behind: Double = 0.4,
        rateHz: Int = 24_000, channels: Int = 1
    ) throws -> ClipInTrack {
        let path = store.folder.appending("new.mp3")
        let total = before + seconds + behind
        let wave = "0.3*sin(2*PI*\(hertz)*t)*between(t,\(before),\(before + seconds))"
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
            "aevalsrc='\(wave)':s=\(rateHz):d=\(total)", "-ac", "\(channels)", "-b:a", "64k",
            path.string,
        ])
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        return try store.add(contents(of: path), number)
    }

    private func output(of command: [String]) throws -> String {
        try TestSupport.output(of: command)
    }

    func line(
        _ clips: [ClipInTrack], _ start: Double, to end: Double?, speaker: String? = nil,
        speed: Double = 1
    ) -> VoiceLine {
        VoiceLine(
            sounds: clips.map { .init(clip: $0) }, start: .seconds(start),
            slotEnd: end.map { .seconds($0) }, speaker: speaker, speed: speed)
    }

    func assemble(
        _ lines: [VoiceLine], length: Double? = nil, settings: VoiceTrackSettings = .init(),
        name: String = "film/voice", replacing: Replaceable = .anything, ffmpeg: String? = nil
    ) async throws -> (track: StoredTrack, lines: [FittedLine]) {
        let folder = try OutputFolder(output)
        let assembler =
            if let ffmpeg {
                VoiceTrackAssembler(
                    store: store, output: folder, workFolder: work, ffmpegPath: ffmpeg)
            } else {
                VoiceTrackAssembler(store: store, output: folder, workFolder: work)
            }
        let plan = VoiceTrackPlan(
            lines: lines, length: length.map { .seconds($0) },
            tags: TrackTags(title: "A film", text: "First words"), language: "de")
        return try await assembler.assemble(
            plan, settings: settings, to: "\(name).\(settings.format.rawValue)",
            replacing: replacing)
    }

    /// Makes a track and gives it with its sound.
    func make(
        _ lines: [VoiceLine], length: Double? = nil, settings: VoiceTrackSettings = .init()
    ) async throws -> (track: StoredTrack, lines: [FittedLine], sound: Sound) {
        let (track, lines) = try await assemble(lines, length: length, settings: settings)
        #expect(files(below: work).isEmpty)
        #expect(files(below: output) == [track.name])
        let path = output.appending(track.name)
        return (track, lines, Sound(samples: try decoded(path, rateHz: Sound.rateHz)))
    }

    /// Sound to be measured apart from everything that the library says about it.
    struct Sound {
        let samples: [Int16]
        /// Enough for the tones, and soon looked through.
        static let rateHz = 8000

        var seconds: Double { Double(samples.count) / Double(Self.rateHz) }

        /// The power of one frequency in a time, relative to full scale (Goertzel's algorithm).
        func level(of hertz: Int, from start: Double, to end: Double) -> Double {
            let range = (Int(start * Double(Self.rateHz))..<Int(end * Double(Self.rateHz))).clamped(
                to: samples.indices)
            let factor = 2 * cos(2 * Double.pi * Double(hertz) / Double(Self.rateHz))
            var (last, previous) = (0.0, 0.0)
            for sample in samples[range] {
                (last, previous) = (Double(sample) / 32768 + factor * last - previous, last)
            }
            let power = last * last + previous * previous - factor * last * previous
            return 2 * power.squareRoot() / Double(max(1, range.count))
        }

        /// When a tone sounds at least so loud, in seconds, to about 5 ms.
        func times(of hertz: Int, above least: Double = 0.1) -> [(start: Double, end: Double)] {
            var times: [(start: Double, end: Double)] = []
            for step in 0..<Int(seconds / 0.005) {
                let time = Double(step) * 0.005
                guard level(of: hertz, from: time - 0.005, to: time + 0.01) > least else {
                    continue
                }
                if let last = times.last, time - last.end < 0.03 {
                    times[times.count - 1].end = time + 0.005
                } else {
                    times.append((time, time + 0.005))
                }
            }
            return times
        }
    }
}

/// Whether two times are within 20 ms.
func isNear(_ time: Double, _ expected: Double, within: Double = 0.02) -> Bool {
    abs(time - expected) <= within
}
