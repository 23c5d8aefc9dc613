/// What names a call's audio, and at the same time says what there is to be downloaded.
///
/// The emulator keeps no table of what it made: the address holds it all, so that memory does not
/// grow with the number of calls and a restarted emulator serves the addresses of the one before.
struct AudioID: Hashable, Sendable, CustomStringConvertible {
    /// A random number, so that no two calls have one name.
    var number: UInt64
    /// When the address ends, in Unix milliseconds; nil for never.
    var expiry: Int64?
    /// What is wrong with the audio.
    var flaw: Flaw
    /// What is to be heard.
    var sound: Sound

    /// What is wrong with some audio: with its first download, or with every one.
    enum Flaw: Character {
        case none = "w"
        case cut = "c"
        case empty = "e"
        case alwaysCut = "b"
    }

    /// The name: the fields in hexadecimal digits and a check of them, as one word.
    var description: String {
        let number = String(number, radix: 16)
        let expiry = String(expiry ?? 0, radix: 16)
        let fields = "\(number)-\(expiry)-\(flaw.rawValue)-\(soundField)"
        return "\(Self.prefix)\(fields)-\(String(Self.check(fields), radix: 16))"
    }

    private var soundField: String {
        switch sound {
        case .silence(let frameCount, let mark):
            "\(String(frameCount, radix: 16))-m\(String(mark, radix: 16))"
        case .speech(let name, let frameCount): "\(String(frameCount, radix: 16))-\(name)"
        }
    }

    private static let prefix = "audio_"

    /// FNV-1a: keeps made-up addresses from being found, as at a real service.
    static func check(_ fields: some StringProtocol) -> UInt32 {
        fields.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}

extension AudioID {
    /// Reads a name; nil if it is none this emulator, or one like it, has given.
    init?(_ text: some StringProtocol) {
        guard text.hasPrefix(Self.prefix), let dash = text.lastIndex(of: "-") else { return nil }
        let start = text.index(text.startIndex, offsetBy: Self.prefix.count)
        guard start < dash, let check = UInt32(text[text.index(after: dash)...], radix: 16),
            check == Self.check(text[start..<dash])
        else { return nil }
        let fields = text[start..<dash].split(separator: "-")
        guard (4...5).contains(fields.count),
            let number = UInt64(fields[0], radix: 16),
            let expiry = Int64(fields[1], radix: 16),
            let flaw = fields[2].first.flatMap(Flaw.init),
            let frameCount = Int(fields[3], radix: 16), frameCount < 1 << 24
        else { return nil }
        self.number = number
        self.expiry = expiry == 0 ? nil : expiry
        self.flaw = flaw
        // A name of speech has hexadecimal digits only; older emulators gave silence no mark.
        let name = fields.count == 5 ? fields[4] : "m0"
        sound =
            name.hasPrefix("m")
            ? .silence(frameCount: frameCount, mark: UInt32(name.dropFirst(), radix: 16) ?? 0)
            : .speech(name: String(name), frameCount: frameCount)
    }
}
