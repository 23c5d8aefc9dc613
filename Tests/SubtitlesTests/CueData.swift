import Foundation
import TestSupport

/// The real subtitles of the shared data.
enum CueData {
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

    /// The names of a folder's files with this ending, without it.
    static func names(in folder: String, ending: String) -> [String] {
        TestData.names(in: "subtitles/" + folder, ending: ending)
            .map { String($0.dropLast(ending.count)) }
    }

    static func text(_ name: String) throws -> String {
        // Lossy, as browsers decode.
        try TestData.text("subtitles/" + name)
    }

    static func json<Value: Decodable>(_ name: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: TestData.data("subtitles/" + name))
    }
}
