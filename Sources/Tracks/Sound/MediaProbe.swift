package import DurableFiles
package import SystemPackage

/// What ffprobe tells about a file that plays.
package struct MediaProbe: Sendable {
    let tool: Tool
    let folder: FilePath

    /// Questions to a tool, whose answers stand in files of a folder meanwhile.
    package init(tool: Tool, folder: FilePath) {
        self.tool = tool
        self.folder = folder
    }

    /// How long a file plays.
    package func duration(of path: FilePath) async throws -> Duration {
        let text = try await values("format=duration", of: path).first ?? ""
        guard let seconds = Double(text), seconds >= 0, seconds < 1e9 else {
            throw TrackError.unknownLength(path.string)
        }
        return .seconds(seconds)
    }

    /// Some values, those of one stream in a line.
    package func values(
        _ entries: String, of path: FilePath, options: [String] = []
    ) async throws -> [String] {
        let arguments =
            ["-protocol_whitelist", "file"] + options
            + ["-show_entries", entries, "-of", "csv=p=0", "file:\(path)"]
        return try await tool.run(arguments, in: folder) { path in
            let file = try OpenFile(path)
            let bytes = try file.bytes(at: 0, count: file.byteCount())
            return String(decoding: bytes, as: UTF8.self)
                .split(whereSeparator: \.isNewline).map(String.init)
        }
    }
}
