import AudioFixtures
import Foundation
import SystemPackage

/// What the commands of a section of `docs/pipelines.md` left behind.
struct PipelineResult {
    /// The folder in which they ran.
    let folder: String
    /// What they wrote to standard output, block by block.
    let output: String

    /// The files that are there beside those that the section began with, by their paths, sorted.
    let made: [String]

    /// The path of a file.
    func path(_ name: String) -> String { folder + "/" + name }

    /// A file's text.
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    /// What ffprobe says of a file's sound: `codec_name`, `sample_rate`, `channels`, `sample_fmt` and
    /// other fields of its stream, in the order in which ffprobe has them.
    func sound(_ name: String, _ fields: String = "codec_name,sample_rate,channels") throws
        -> String
    {
        try probed(
            "stream=\(fields)", of: FilePath(path(name)), options: ["-select_streams", "a:0"]
        ).first ?? ""
    }

    /// What ffprobe says of a file's container: `format_name`, `duration`, `format_tags=…`.
    func container(_ name: String, _ fields: String = "format_name") throws -> String {
        try probed("format=\(fields)", of: FilePath(path(name))).joined(separator: "\n")
    }
}
