import Foundation
import Narration
import Subtitles
import Texts

/// The real subtitles beside the project; what needs them is skipped where they are missing.
enum CueData {
    static var folder: String {
        let root =
            ProcessInfo.processInfo.environment["KLING_TEST_DATA"]
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "../shared/data").path
        return "\(root)/subtitles"
    }

    static var isPresent: Bool { FileManager.default.fileExists(atPath: "\(folder)/wpt-file") }

    /// The names of a folder's files with this ending, without it.
    static func names(in folder: String, ending: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(self.folder)/\(folder)")
        return (names ?? []).filter { $0.hasSuffix(ending) }
            .map { String($0.dropLast(ending.count)) }.sorted()
    }

    /// The suites' files of whole subtitles with the endings of what is expected of them.
    static var suiteNames: [(String, String)] {
        let files = names(in: "wpt-file", ending: ".expected.json")
        let others = names(in: "vttjs", ending: ".json").filter { !strays.contains($0) }
        return files.map { ("wpt-file/\($0)", ".expected.json") }
            + others.map { ("vttjs/\($0)", ".json") }
    }

    /// Where vtt.js breaks the specification: it takes three digits before a single colon for hours,
    /// and passes over a cue behind a lone `-->`. The specification's own suite expects otherwise
    /// (timings-too-long, arrows).
    private static let strays: Set<String> = [
        "cue-times__min-top-digits", "cue-times__minimum-spots-over-sixty", "integration__id",
    ]

    static func text(_ name: String) throws -> String {
        // Lossy, as browsers decode.
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
    }

    static func json<Value: Decodable>(_ name: String) throws -> Value {
        let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        return try JSONDecoder().decode(Value.self, from: bytes)
    }
}

/// A file of cues that follow one another, two seconds each.
func cueFile(_ texts: [String], format: SubtitleFormat = .srt) -> SubtitleFile {
    let cues = texts.enumerated().map { index, text in
        Cue(
            line: index * 4 + 2, start: .seconds(index * 10), end: .seconds(index * 10 + 2),
            text: text)
    }
    return SubtitleFile(path: "film.\(format)", format: format, cues: cues)
}

/// What is spoken of such a file.
func spoken(
    _ texts: String..., format: SubtitleFormat = .srt, options: SpokenOptions = SpokenOptions()
) -> [String] {
    SpokenCues(cueFile(texts, format: format), options: options).cues.map { cue in
        cue.speaker.map { "\($0)| \(cue.text)" } ?? cue.text
    }
}
