import Foundation
import Texts

/// What a file or folder may be called so that ext4, APFS and NTFS all take it.
///
/// Sources: Microsoft, "Naming Files, Paths, and Namespaces"; Apple, "Apple File System
/// Reference" (names are UTF-8 of assigned characters, at most 255 bytes); ext4 takes 255 bytes.
enum FileNameRules {
    /// The most bytes of UTF-8 in one name, its extension included.
    static let maximumByteCount = 240

    /// The most bytes in a path below the output folder: macOS takes 1,024 for a whole path.
    static let maximumPathByteCount = 800

    /// Endings of audio: a track has none of them but its own.
    static let audioEndings: Set<String> = [
        "aac", "ac3", "aif", "aiff", "amr", "flac", "m4a", "m4b", "mka", "mp2", "mp3", "mp4", "oga",
        "ogg", "opus", "wav", "webm", "wma",
    ]

    /// Whether a name is made only of ASCII letters, digits, `-` and `_`, and not too long.
    ///
    /// Such a name needs no further look but for the reserved ones, which are short.
    static func isPlain(_ name: String) -> Bool {
        guard (5...200).contains(name.utf8.count) else { return false }
        var name = name
        return name.withUTF8 { bytes in
            bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        }
    }

    /// Whether some file system refuses a character.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.value < 0x20 || scalar.value == 0x7F
                || "<>:\"\\|?*".unicodeScalars.contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return true
        default: return false
        }
    }

    /// Whether Windows keeps a name, with any extension, for a device.
    static func isReserved(_ name: some StringProtocol) -> Bool {
        let stem = name.prefix { $0 != "." }.trimmed.uppercased()
        if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(stem) { return true }
        guard stem.count == 4, let last = stem.last else { return false }
        return (stem.hasPrefix("COM") || stem.hasPrefix("LPT")) && "123456789¹²³".contains(last)
    }

    /// A name in Unicode's composed normal form.
    static func composed(_ name: String) -> String {
        name.utf8.allSatisfy { $0 < 0x80 } ? name : name.precomposedStringWithCanonicalMapping
    }

    /// A path as file systems compare it that take upper and lower case for the same.
    static func folded(_ path: String) -> String {
        var path = path
        let isASCII = path.withUTF8 { $0.allSatisfy { $0 < 0x80 } }
        if isASCII { return path.lowercased() }
        // Upper case first makes one of letters that have only that in common, such as ß and SS.
        // The dotless i is its own letter to APFS and NTFS.
        var folded = ""
        for scalar in path.unicodeScalars {
            folded += scalar == "ı" ? "ı" : scalar.properties.uppercaseMapping.lowercased()
        }
        return composed(folded)
    }

    /// The front of a name of at most so many bytes, cut between characters.
    static func cut(_ name: String, toByteCount limit: Int) -> Substring {
        var end = name.startIndex
        var byteCount = 0
        for index in name.indices {
            byteCount += name[index].utf8.count
            guard byteCount <= limit else { break }
            end = name.index(after: index)
        }
        return name[..<end]
    }
}
