import AudioFixtures
import DurableFiles
import Foundation
import Markup
import ReadAlong
import SystemPackage
import Testing

/// Makes read-along books of a test in a folder, and reads what is in them.
struct Press {
    let folder: FilePath
    let output: OutputFolder

    init(in folder: FilePath) throws {
        self.folder = folder
        output = try OutputFolder(folder.appending("out"))
    }

    /// A track of so many frames of 24 ms.
    func sound(
        _ name: String, frames: Int, seed: UInt8 = 1, clips: [SpokenClip]
    ) throws -> ReadAlongSound {
        let audio = TestAudio.noise(frames: frames, seed: seed)
        let path = folder.appending(name)
        try write(audio, to: path)
        return ReadAlongSound(
            path: path, recorded: MadeFile(byteCount: audio.count, sha256: sha256(audio)),
            duration: TestAudio.duration(frames: frames), clips: clips)
    }

    @discardableResult
    func make(
        _ pages: [ReadAlongPage], _ sounds: [Int: ReadAlongSound] = [:],
        edition: ReadAlongEdition = ReadAlongEdition(title: "A book", language: "en"),
        to name: String = "book.epub", replacing: Replaceable = .anything
    ) async throws -> MadeBook {
        let made = try await ReadAlongAssembler(output: output).assemble(
            edition, pages: pages, sounds: sounds, to: name, replacing: replacing)
        let path = output.path.appending(made.name)
        return MadeBook(made: made, path: path, archive: try ZIPArchive(path: path.string))
    }
}

/// A read-along book as it stands in its file.
struct MadeBook {
    let made: StoredReadAlong
    let path: FilePath
    let archive: ZIPArchive

    func text(_ name: String) throws -> String {
        String(decoding: try archive.bytes(of: "EPUB/" + name), as: UTF8.self)
    }

    var package: String { get throws { try text("package.opf") } }

    func page(_ number: Int) throws -> String { try text("text/page-000\(number).xhtml") }

    /// What is heard with a page: the element's name, and when, in milliseconds.
    func overlay(_ number: Int) throws -> [Heard] {
        let pattern =
            /#(\w+)"\/>\s*<audio src="[^"]+" clipBegin="([0-9:.]+)" clipEnd="([0-9:.]+)"/
        return try text("overlays/page-000\(number).smil").matches(of: pattern).map {
            Heard(id: String($0.1), time: Self.milliseconds($0.2)..<Self.milliseconds($0.3))
        }
    }

    private static func milliseconds(_ clock: Substring) -> Int {
        let parts = clock.split { $0 == ":" || $0 == "." }.compactMap { Int($0) }
        return ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3]
    }
}

/// A pair of an overlay.
struct Heard: Equatable {
    let id: String
    let time: Range<Int>
}

extension SpokenClip {
    /// A clip of a text with pauses at these milliseconds from its start.
    init(_ text: String, at start: Int, length: Int, pauses: [Range<Int>] = []) {
        self.init(
            text: text, start: .milliseconds(start), speech: .zero..<(.milliseconds(length)),
            pauses: pauses.map { .milliseconds($0.lowerBound)..<(.milliseconds($0.upperBound)) })
    }
}

extension ReadAlongPage {
    /// Paragraphs that the first track speaks.
    static func spoken(_ paragraphs: String..., track: Int = 1) -> ReadAlongPage {
        ReadAlongPage(
            title: "A chapter", track: track,
            entries: [Entry(title: "A chapter", level: 1, passage: 0)],
            passages: paragraphs.map { ReadAlongPassage(.paragraph, written: $0) })
    }
}
