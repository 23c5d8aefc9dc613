package import Subtitles
package import Texts

/// The format that a person says inputs are in.
package enum InputFormat: Hashable, Sendable, CaseIterable, RawRepresentable {
    case list(RecordFormat)
    case subtitles(SubtitleFormat)

    /// Those that are read.
    package static let allCases =
        RecordFormat.allCases.map(Self.list)
        + SubtitleFormat.allCases.filter { $0 != .ebu && $0 != .pictures }.map(Self.subtitles)

    /// The format of a name, such as `csv` or `srt`; `ssa` is `ass`.
    package init?(rawValue: String) {
        if let format = RecordFormat(rawValue: rawValue) {
            self = .list(format)
        } else if let format = SubtitleFormat(name: rawValue) {
            self = .subtitles(format)
        } else {
            return nil
        }
    }

    /// Its name.
    package var rawValue: String {
        switch self {
        case .list(let format): format.rawValue
        case .subtitles(let format): format.rawValue
        }
    }
}
