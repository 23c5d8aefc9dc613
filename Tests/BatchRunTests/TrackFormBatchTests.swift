import AudioFixtures
import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import Ledger
import SystemPackage
import TestServers
import TestSupport
import Testing
import Tracks

/// Tracks of lists and books in other forms than MP3.
@Suite(
    .timeLimit(.minutes(10)),
    .needs("ffmpeg", "ffprobe"))
struct TrackFormBatchTests {
    @Test("a list becomes tracks of a form; another form is made of the same clips for nothing")
    func otherForms() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator)
                let mp3 = try contents(of: FilePath(batch.outputFolder + "/line-1.mp3"))
                for format in [TrackFormat.ogg, .ulaw, .mp3] {
                    try await batch.finish(at: emulator) { $0.track.format = format }
                    #expect(batch.tracks().contains("line-2.\(format)"))
                    #expect(try batch.states()["done"] == 2)
                    #expect(try await batch.faultsFound() == [])
                }
                #expect(batch.tracks().count == 6)
                #expect(try contents(of: FilePath(batch.outputFolder + "/line-1.mp3")) == mp3)
                #expect(try emulator.bill().count == 2)
            }
        }
    }

    @Test("the same form again makes nothing, and another sound of one form makes it again")
    func resumption() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try await withSilentEmulator { emulator in
                func track() throws -> [UInt8] {
                    try contents(of: FilePath(batch.outputFolder + "/line-1.wav"))
                }
                try await batch.finish(at: emulator) { $0.track.format = .wav }
                let first = try track()
                batch.events.clear()
                try await batch.finish(at: emulator) { $0.track.format = .wav }
                #expect(batch.events.tracksMade == 0)
                try await batch.finish(at: emulator) {
                    $0.track.format = .wav
                    $0.track.sampleRateHz = 8000
                }
                #expect(try track().count < first.count / 2)
                #expect(try await batch.faultsFound() == [])
                #expect(try emulator.bill().count == 2)
            }
        }
    }

    @Test("a track that is gone or changed is found by verify, and made again from its clip")
    func lostTracks() async throws {
        try await TestBatch.with(.lines(3)) { batch in
            try await withSilentEmulator { emulator in
                let flac = { (settings: inout RunSettings) in settings.track.format = .flac }
                try await batch.finish(at: emulator, flac)
                func path(_ number: Int) -> String {
                    "\(batch.outputFolder)/line-\(number).flac"
                }
                try FileManager.default.removeItem(atPath: path(1))
                let whole = try contents(of: FilePath(path(2)))
                try write(whole.map { $0 ^ 1 }, to: FilePath(path(2)))
                let faults = try await batch.faultsFound()
                #expect(faults.count == 2)
                #expect(faults.contains { $0.contains("line-1.flac: missing") })
                #expect(faults.contains { $0.contains("line-2.flac: changed") })
                try FileManager.default.removeItem(atPath: path(2))
                try await batch.finish(at: emulator, flac)
                #expect(try await batch.faultsFound() == [])
                #expect(try contents(of: FilePath(path(2))) == whole)
                #expect(try emulator.bill().count == 3)
            }
        }
    }

    @Test("a file that is in the way is left, and retry makes the track in its form")
    func foreignFile() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try await withSilentEmulator { emulator in
                try FileManager.default.createDirectory(
                    atPath: batch.outputFolder, withIntermediateDirectories: true)
                let path = FilePath(batch.outputFolder + "/line-1.opus")
                try write(Array("mine".utf8), to: path)
                try await batch.finish(at: emulator) { $0.track.format = .opus }
                #expect(try batch.states() == ["done": 1, "held": 1])
                #expect(try contents(of: path) == Array("mine".utf8))
                try FileManager.default.removeItem(atPath: path.string)
                try await batch.retry(at: emulator)
                #expect(try batch.states() == ["done": 2])
                #expect(try probed("stream=codec_name", of: path) == ["opus"])
                #expect(try emulator.bill().count == 2)
            }
        }
    }

    @Test("two batches of one list make two forms in one folder, for one price")
    func oneFolder() async throws {
        try await TestBatch.with(.lines(2)) { batch in
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator)
                try await batch.finish(at: emulator) {
                    $0.batchName = "for telephones"
                    $0.track.format = .g722
                }
                try await batch.finish(at: emulator)
                #expect(batch.tracks().count == 4)
                #expect(try emulator.bill().count == 2)
            }
        }
    }

    @Test("rows of two languages go where Asterisk looks for each")
    func languages() async throws {
        try await TestBatch.with { batch in
            try batch.list(
                csv: "id,text,voice,language\nwelcome,Hello.,v,en-GB\nwelcome,Hola.,v,es\n"
                    + "bye,Goodbye.,v,\n")
            let wishes = TrackTarget.asterisk.wishes
            #expect(wishes.namesLocales)
            let template = try NameTemplate(wishes.nameTemplate).namingLocales
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator) {
                    $0.track.format = wishes.format
                    $0.reading.nameTemplate = template
                    $0.calls.language = "en"
                }
                #expect(
                    batch.tracks() == [
                        "sounds/en/bye.ulaw", "sounds/en_GB/welcome.ulaw", "sounds/es/welcome.ulaw",
                    ])
            }
        }
    }

    @Test("chapters of a book become tracks of a form, with the book's tags")
    func chapters() async throws {
        try await TestBatch.with { batch in
            let book = batch.folder + "/book.md"
            try "# One\n\nHello there.\n\n# Two\n\nGood night.\n".write(
                toFile: book, atomically: true, encoding: .utf8)
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator) {
                    $0.inputs = [book]
                    $0.reading.defaults.voiceID = "v"
                    $0.track.format = .flac
                    $0.track.loudness = -18
                    $0.book.audiobook = nil
                    $0.book.sync = .lrc
                }
                let tracks = batch.tracks()
                #expect(tracks.contains("01 One.flac") && tracks.contains("02 Two.lrc"))
                let path = FilePath(batch.outputFolder + "/02 Two.flac")
                let tags = try metadata(of: path)
                #expect(tags.contains("title=Two") && tags.contains("track=2/2"))
                #expect(tags.lowercased().contains("album=book"))
            }
        }
    }
}
