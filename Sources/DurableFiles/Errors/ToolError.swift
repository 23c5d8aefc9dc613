/// What can go wrong with ffmpeg and ffprobe.
package enum ToolError: MakingError, Hashable {
    /// The tool is not installed; the Debian package that has it.
    case missing(tool: String, package: String)
    /// The tool did not do its work, and why.
    case failed(tool: String, reason: String)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .missing(let tool, let package):
            "\(tool) is not installed: apt-get install \(package), then run the same command "
                + "again; the clips are kept"
        case .failed(let tool, let reason): "\(tool) failed: \(HostWords.cleaned(reason))"
        }
    }
}
