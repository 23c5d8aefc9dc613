/// The formats of subtitle files.
package enum SubtitleFormat: String, CaseIterable, Sendable {
    /// SubRip; its variant with a language tag on each line (`.msrt`) too.
    case srt
    /// WebVTT.
    case vtt
    /// Advanced SubStation Alpha and SubStation Alpha.
    case ass
    /// Timed Text Markup Language, DFXP and iTunes' too.
    case ttml
    /// The subtitles of YouTube, SubViewer.
    case sbv
    /// Song texts with times.
    case lrc
    /// MPL2: tenths of a second in square brackets before each line.
    case mpl2
    /// TMPlayer: a time before each line.
    case tmplayer
    /// SAMI, the captions of Windows Media.
    case sami
    /// MicroDVD: numbers of frames in braces before each line.
    case microdvd
    /// Scenarist's closed captions.
    case scc
    /// The text form of DVD Studio Pro's subtitles, by Spruce.
    case stl
    /// The binary subtitles of the European Broadcasting Union.
    case ebu
    /// Pictures of subtitles, as on DVDs and Blu-rays.
    case pictures

    /// The format that a path's ending tells; nil if it tells none.
    ///
    /// `film.srt.txt` is what it was before somebody saved it as a text.
    package init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "srt", "msrt": self = .srt
        case "vtt", "webvtt": self = .vtt
        case "ass", "ssa": self = .ass
        case "ttml", "dfxp", "itt": self = .ttml
        case "sbv": self = .sbv
        case "lrc": self = .lrc
        case "mpl", "mpl2": self = .mpl2
        case "smi", "sami": self = .sami
        case "sub": self = .microdvd
        case "scc": self = .scc
        case "stl": self = .stl
        case "sup", "idx": self = .pictures
        case "txt" where name[..<dot].contains("."): self.init(path: String(name[..<dot]))
        default: return nil
        }
    }

    /// The format by the name that a person gives it; nil if it is none.
    package init?(name: String) {
        if let format = Self(rawValue: name) {
            self = format
        } else if name == "ssa" {
            self = .ass
        } else {
            return nil
        }
    }

    /// How a file is brought into a form that is read here; nil for the forms that are.
    var wayOut: String? {
        switch self {
        case .ebu:
            "it is binary EBU STL, which is not read here: open it in Subtitle Edit and save it as "
                + "SubRip (.srt)"
        case .pictures:
            "it holds pictures of subtitles, no text: recognize them first, as Subtitle Edit does "
                + "(OCR), and save them as SubRip (.srt)"
        default: nil
        }
    }
}
