import Books
import DurableFiles

/// Whether a tool is there that some features need.
struct ToolCheck {
    let tool: String
    /// The Debian package that has it.
    let package: String
    /// What it is needed for, as the end of a sentence.
    let purpose: String

    /// Every tool that is started by name.
    private static var tools: [ToolCheck] {
        let converters = BookConverter.allCases.map { converter in
            ToolCheck(
                tool: converter.tool, package: converter.package,
                purpose: "books in " + converter.fileExtensions.joined(separator: ", "))
        }
        return [
            ToolCheck(
                tool: "ffmpeg", package: "ffmpeg",
                purpose: "audiobooks, voice tracks, and a volume where the service has none"),
            ToolCheck(tool: "ffprobe", package: "ffmpeg", purpose: "voice tracks and films"),
        ] + converters + [
            ToolCheck(
                tool: "espeak-ng", package: "espeak-ng", purpose: "speech of the emulator only"),
            ToolCheck(tool: "openssl", package: "openssl", purpose: "TLS of the emulator only"),
        ]
    }

    static var all: [DoctorCheck] { tools.map(\.check) }

    private var check: DoctorCheck {
        if let place = placeOfTool(tool) { return .ok(tool, "found at \(place)") }
        return .warning(
            tool, "not installed; it is needed for \(purpose)",
            advice: "If you want that: apt-get install \(package)")
    }
}
