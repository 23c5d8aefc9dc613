import MP3
import SystemPackage
import Tracks

/// The kind of file a film is, which says how its voice is encoded.
enum FilmContainer: String {
    case mp4
    case mov
    case matroska
    case webm

    /// By the ending of a name.
    init(ofFileNamed name: String) throws(ImpossibleSetting) {
        switch FilePath(name).extension?.lowercased() {
        case "mp4", "m4v": self = .mp4
        case "mov": self = .mov
        case "mkv": self = .matroska
        case "webm": self = .webm
        default:
            throw ImpossibleSetting(
                "a film named \(name)",
                reason: "its ending has to be .mp4, .m4v, .mov, .mkv or .webm")
        }
    }

    /// The encoder for sound at this rate.
    func encoder(_ sampleRateHz: Int) -> [String] {
        self == .webm ? TrackCodec.opus() : TrackCodec.aac(sampleRateHz)
    }

    /// Whether a track can be put into it as it is.
    ///
    /// MP3 and PCM could go into some, but not every player of these files has them.
    func takes(_ track: FilePath) -> Bool {
        switch (self, track.extension?.lowercased()) {
        case (.mp4, "m4a"), (.mov, "m4a"), (.matroska, "m4a"): true
        case (.matroska, "opus"), (.webm, "opus"): true
        default: false
        }
    }

    var muxer: [String] {
        switch self {
        case .mp4, .mov: ["-movflags", "+faststart", "-f", rawValue]
        case .matroska, .webm: ["-f", rawValue]
        }
    }

    /// The code of a BCP 47 tag's language in this kind of file.
    ///
    /// Where ISO 639 has two of three letters, MP4 has the one for terminology, Matroska that for
    /// bibliographies, and QuickTime's own list now one, now the other. Source: ISO/IEC 14496-12
    /// section 8.4.2, Matroska's element `Language`, QuickTime's language codes.
    func languageCode(_ language: String) -> String? {
        guard let code = AudiobookTags.languageCode(language) else { return nil }
        if self == .mp4 || self == .mov && Self.terminologicalInQuickTime.contains(code) {
            return code
        }
        return Self.bibliographicCodes[code] ?? code
    }

    private static let terminologicalInQuickTime: Set = ["fra", "ron", "ces", "slk"]

    private static let bibliographicCodes = [
        "sqi": "alb", "hye": "arm", "eus": "baq", "mya": "bur", "zho": "chi", "ces": "cze",
        "nld": "dut", "fra": "fre", "kat": "geo", "deu": "ger", "ell": "gre", "isl": "ice",
        "mkd": "mac", "mri": "mao", "msa": "may", "fas": "per", "ron": "rum", "slk": "slo",
        "bod": "tib", "cym": "wel",
    ]
}
