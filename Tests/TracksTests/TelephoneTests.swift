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
    "A track for telephones", .timeLimit(.minutes(10)),
    .tags(.computing),
    .needs("ffmpeg", "ffprobe", "espeak-ng", "sox"))
struct TelephoneTests {
    /// Each form, and how ffmpeg and sox are told what the file does not say.
    private static let forms: [(TrackFormat, rateHz: Int, ffmpeg: String, sox: String?)] = [
        (.ulaw, 8000, "-f mulaw -ar 8000 -ac 1", "-t ul -r 8000 -c 1"),
        (.alaw, 8000, "-f alaw -ar 8000 -ac 1", "-t al -r 8000 -c 1"),
        (.sln, 8000, "-f s16le -ar 8000 -ac 1", "-t raw -e signed -b 16 -L -r 8000 -c 1"),
        (.sln16, 16_000, "-f s16le -ar 16000 -ac 1", "-t raw -e signed -b 16 -L -r 16000 -c 1"),
        (.g722, 16_000, "-f g722", nil),
    ]

    @Test("is decoded again to the speech of its clip, and of no other one")
    func sameSpeech() async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder.appending("clips"))
            try store.prepare()
            let clip = try store.add(
                speech("Thank you for calling. Press one for sales.", in: folder), 0)
            let other = try store.add(
                speech("All of our lines are busy just now, hold on.", in: folder), 1)
            let output = try OutputFolder(folder.appending("out"))
            let assembler = TrackAssembler(store: store, output: output)
            for (format, rateHz, ffmpeg, sox) in Self.forms {
                var sound = TrackSound()
                sound.format = format
                let track = try await assembler.assemble(
                    clips: [clip], tags: TrackTags(title: "Not in it", text: "x"), sound: sound,
                    to: "a.\(format)", replacing: .nothing)
                let path = output.path.appending(track.name)
                let said = try decoded(store.path(of: clip.hash), rateHz: rateHz)
                let wrong = try decoded(store.path(of: other.hash), rateHz: rateHz)
                let options = ffmpeg.split(separator: " ").map(String.init)
                var readings = [try decoded(path, rateHz: rateHz, options: options)]
                if let sox { readings.append(try soxDecoded(path, sox)) }
                for samples in readings {
                    #expect(abs(samples.count - said.count) < rateHz / 5)
                    #expect(likeness(samples, said, rateHz: rateHz) > 0.97, "\(format)")
                    #expect(likeness(samples, wrong, rateHz: rateHz) < 0.8, "\(format)")
                    #expect((samples.map { abs(Int($0)) }.max() ?? 0) < 32_700)
                }
            }
        }
    }

    @Test("holds nothing above what its rate can hold")
    func bandLimit() async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder.appending("clips"))
            try store.prepare()
            // 6 kHz would come back as 2 kHz at 8,000 samples a second.
            let path = folder.appending("high.mp3")
            _ = try TestSupport.output(of: [
                "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i",
                "aevalsrc='0.5*sin(2*PI*t*6000)':s=24000:d=1", "-b:a", "64k", path.string,
            ])
            let clip = try store.add(contents(of: path), 0)
            let output = try OutputFolder(folder.appending("out"))
            var sound = TrackSound()
            sound.format = .sln
            _ = try await TrackAssembler(store: store, output: output).assemble(
                clips: [clip], tags: TrackTags(title: nil, text: ""), sound: sound, to: "a.sln",
                replacing: .nothing)
            let samples = try decoded(
                output.path.appending("a.sln"), rateHz: 8000,
                options: ["-f", "s16le", "-ar", "8000", "-ac", "1"])
            let middle = samples.dropFirst(2000).prefix(4000)
            #expect(middle.allSatisfy { abs(Int($0)) < 100 })
        }
    }

    private func speech(_ text: String, in folder: FilePath) throws -> [UInt8] {
        let path = folder.appending("\(UUID().uuidString)")
        _ = try output(of: ["espeak-ng", "-w", "\(path).wav", text])
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-i", "\(path).wav", "-ar", "24000", "-b:a",
            "64k", "\(path).mp3",
        ])
        return try contents(of: FilePath("\(path).mp3"))
    }

    private func soxDecoded(_ path: FilePath, _ options: String) throws -> [Int16] {
        let data = try outputBytes(
            of: ["sox"] + options.split(separator: " ").map(String.init)
                + [path.string, "-t", "raw", "-e", "signed", "-b", "16", "-L", "-"])
        return data.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
    }

    /// How alike two sounds are, 1 for the same: the best correlation of six tenths of a second of one
    /// with the other, within 60 ms of delay.
    private func likeness(_ one: [Int16], _ other: [Int16], rateHz: Int) -> Double {
        let part = one[(rateHz * 3 / 10)..<(rateHz * 9 / 10)].map { Float($0) }
        let other = other.map { Float($0) }
        var best: Float = 0
        for delay in (-rateHz * 6 / 100)...(rateHz * 6 / 100) {
            let start = rateHz * 3 / 10 + delay
            var (product, energy, ownEnergy) = (Float(0), Float(1), Float(1))
            for (sample, heard) in zip(part, other[start..<(start + part.count)]) {
                product += sample * heard
                energy += heard * heard
                ownEnergy += sample * sample
            }
            best = max(best, product / (energy * ownEnergy).squareRoot())
        }
        return Double(best)
    }
}
