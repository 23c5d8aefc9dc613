import Texts

/// Addresses of the web as they are spoken: by their host alone.
///
/// `https://www.example.org/path?x=1` is spoken as `example.org`, and so is
/// `www.example.org/path`. The punctuation after an address stays, and what is no address: a host
/// without scheme (`example.org`), an e-mail address, a number of IPv6.
struct WebAddress {
    /// A text with its addresses shortened.
    static func shortened(in text: String) -> String {
        guard mayHoldAddress(text) else { return text }
        let scalars = Array(text.unicodeScalars)
        var spoken = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let address = WebAddress(at: index, in: scalars) {
                spoken.append(contentsOf: address.spoken)
                index = address.end
            } else {
                spoken.append(scalars[index])
                index += 1
            }
        }
        return String(spoken)
    }

    /// What is spoken for it: itself, where it has no host.
    private let spoken: ArraySlice<Unicode.Scalar>
    private let end: Int

    private init?(at start: Int, in scalars: [Unicode.Scalar]) {
        guard start == 0 || !WebAddress.joins(scalars[start - 1]),
            let hostStart = WebAddress.hostStart(at: start, in: scalars)
        else { return nil }
        end = WebAddress.end(from: start, in: scalars)
        guard hostStart < end else { return nil }
        var authority = scalars[hostStart..<end].prefix { !"/?#".unicodeScalars.contains($0) }
        if let at = authority.lastIndex(of: "@") { authority = authority[(at + 1)...] }
        authority = authority.prefix { $0 != ":" }
        let host = WebAddress.withoutWWW(authority)
        let isHost =
            host.contains(where: WebAddress.isHostLetter)
            && host.allSatisfy { WebAddress.isHostLetter($0) || $0 == "." || $0 == "-" }
        spoken = isHost ? host : scalars[start..<end]
    }

    private static let schemes = ["https://", "http://", "ftp://"].map { Array($0.unicodeScalars) }
    private static let www = Array("www.".unicodeScalars)

    private static func hostStart(at start: Int, in scalars: [Unicode.Scalar]) -> Int? {
        // A scheme that was written twice is one.
        var hostStart = start
        while let scheme = schemes.first(where: { matches($0, at: hostStart, in: scalars) }) {
            hostStart += scheme.count
            while hostStart < scalars.count, scalars[hostStart] == "/" { hostStart += 1 }
        }
        if hostStart > start { return hostStart }
        // `www.` alone is no address: a letter and another dot must follow.
        guard matches(www, at: start, in: scalars), start + 4 < scalars.count,
            isHostLetter(scalars[start + 4])
        else { return nil }
        let rest = scalars[(start + 4)...].prefix { isHostLetter($0) || $0 == "." || $0 == "-" }
        let dot = rest.firstIndex(of: ".")
        return dot.map { rest[($0 + 1)...].contains(where: isHostLetter) } == true ? start : nil
    }

    private static func matches(
        _ prefix: [Unicode.Scalar], at start: Int, in scalars: [Unicode.Scalar]
    ) -> Bool {
        start + prefix.count <= scalars.count
            && zip(prefix, scalars.dropFirst(start)).allSatisfy { $0 == $1.asciiLowercased }
    }

    /// Where an address ends: before white space, a quote, a bracket not its own, or a script
    /// without spaces; and before the punctuation of the sentence around it.
    private static func end(from start: Int, in scalars: [Unicode.Scalar]) -> Int {
        var end = start
        while end < scalars.count, !stops(scalars[end]) { end += 1 }
        var unpaired = scalars[start..<end].reduce(0) { count, scalar in
            scalar == ")" ? count + 1 : scalar == "(" ? count - 1 : count
        }
        while end > start {
            if scalars[end - 1] == ")", unpaired > 0 {
                unpaired -= 1
            } else if !".,;:!?*_'’…".unicodeScalars.contains(scalars[end - 1]) {
                break
            }
            end -= 1
        }
        return end
    }

    private static func stops(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.value <= 0x20 || "<>\"[]{}|\\^`".unicodeScalars.contains(scalar)
        }
        return !scalar.properties.isAlphabetic && scalar != "…" && scalar != "’"
            || scalar.isOfScriptWithoutSpaces
    }

    private static func withoutWWW(
        _ host: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar> {
        var host = host
        while zip(www, host).allSatisfy({ $0 == $1.asciiLowercased }),
            host.dropFirst(4).contains(".")
        {
            host = host.dropFirst(4)
        }
        return host
    }

    private static func isHostLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.isASCIILetterOrDigit : scalar.properties.isAlphabetic
    }

    /// Whether a character before it makes an address part of a longer word.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.isASCIILetterOrDigit || "@./:-".unicodeScalars.contains(scalar)
        }
        return scalar.properties.isAlphabetic && !scalar.isOfScriptWithoutSpaces
    }

    /// Whether a text holds `://` or `www.` at all.
    private static func mayHoldAddress(_ text: String) -> Bool {
        var last: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            let isScheme = byte == UInt8(ascii: "/") && last == (UInt8(ascii: ":"), byte)
            let isWWW =
                byte | 0x20 == UInt8(ascii: "w") && last.0 | 0x20 == byte | 0x20
                && last.1 | 0x20 == byte | 0x20
            if isScheme || isWWW { return true }
            last = (last.1, byte)
        }
        return false
    }
}
