/// The formats of subtitle files.
package enum SubtitleFormat: String, CaseIterable, Sendable {
    /// SubRip; its variant with a language tag on each line (`.msrt`) too.
    case srt
    /// WebVTT.
    case vtt
    /// Advanced SubStation Alpha and SubStation Alpha.
    case ass
    /// Timed Text Markup Language, DFXP too.
    case ttml
    /// The subtitles of YouTube, SubViewer.
    case sbv
    /// Song texts with times.
    case lrc

    /// The format that a path's ending tells; nil if it tells none.
    package init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "srt", "msrt": self = .srt
        case "vtt": self = .vtt
        case "ass", "ssa": self = .ass
        case "ttml", "dfxp": self = .ttml
        case "sbv": self = .sbv
        case "lrc": self = .lrc
        default: return nil
        }
    }
}
