import JobLists
import Texts

/// What an input of a batch is.
package enum InputKind: CaseIterable, Sendable {
    /// A list of jobs, one a row.
    case list
    case book
    /// A subtitle file.
    case subtitles
}

extension RunSettings {
    /// What an input is, by its name; nil where that does not tell.
    package func kind(of path: String) -> InputKind? {
        if subtitleFormat(of: path) != nil { return .subtitles }
        if bookFormat(of: path) != nil { return .book }
        let isList = path == "-" || reading.saidFormat != nil || RecordFormat(path: path) != nil
        return isList ? .list : nil
    }
}
