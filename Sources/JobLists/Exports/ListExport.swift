package import Texts

/// A tool whose export is read as it stands: where its columns are, and what of its texts is speech.
///
/// The documents are named in `docs/pipelines.md`.
package enum ListExport: String, CaseIterable, Sendable {
    /// Ren'Py's `dialogue.tab`, of “Extract Dialogue”.
    case renpy
    /// The strings file of Yarn Spinner.
    case yarn
    /// A string table or a dialogue script of Unreal Engine.
    case unreal
    /// A String Table of Unity's Localization package, as CSV.
    case unity
    /// Notes of Anki in plain text.
    case anki
    /// `metadata.csv` of LJ Speech.
    case ljspeech

    /// What the tool is called.
    var toolName: String {
        switch self {
        case .renpy: "Ren'Py"
        case .yarn: "Yarn Spinner"
        case .unreal: "Unreal"
        case .unity: "Unity"
        case .anki: "Anki"
        case .ljspeech: "LJ Speech"
        }
    }

    /// What its files are.
    package var format: RecordFormat {
        switch self {
        case .renpy, .anki: .tsv
        case .yarn, .unreal, .unity, .ljspeech: .csv
        }
    }

    /// What parts its fields, where that is not its format's own sign.
    var delimiter: UInt8? { self == .ljspeech ? UInt8(ascii: "|") : nil }

    /// What a quote means in it.
    package var quoting: CSVQuoting {
        switch self {
        case .renpy, .ljspeech: .none
        case .yarn, .unreal, .unity, .anki: .double
        }
    }

    /// How the tool wants its files named.
    package var nameTemplate: NameTemplate {
        self == .ljspeech ? .ljspeech : .id
    }

    /// Whether it names who speaks.
    package var namesSpeakers: Bool {
        switch self {
        case .renpy, .yarn, .unreal: true
        case .unity, .anki, .ljspeech: false
        }
    }

    /// Whether it names the language.
    package var namesLanguages: Bool { self == .yarn || self == .unity }

    /// The columns of a file that names none.
    var columnNames: [String]? {
        self == .ljspeech ? ["ID", "Transcription", "Normalized Transcription"] : nil
    }

    /// Columns that are used beside those with a meaning of their own.
    var furtherColumns: [String] { self == .ljspeech ? ["Normalized Transcription"] : [] }

    /// Whether a row may end before its last columns.
    var takesShortRows: Bool {
        switch self {
        case .renpy, .anki, .ljspeech: true
        case .yarn, .unreal, .unity: false
        }
    }
}
