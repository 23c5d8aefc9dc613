/// UTF-8 with damage.
enum DamagedUTF8 {
    /// Whether bytes are UTF-8 but for a few: they are to be refused, not read in another encoding.
    ///
    /// Hardly anything but UTF-8 has a whole sequence of three bytes, or one that begins as Western
    /// letters do there, so that one of these outweighs a broken byte; of others it takes two.
    static func isIt(_ bytes: [UInt8]) -> Bool {
        var (weight, broken) = (0, 0)
        var index = 0
        while index < bytes.count {
            let length = sequenceLength(bytes[index])
            let end = min(index + max(length, 1), bytes.count)
            if length > 1, end - index == length,
                bytes[(index + 1)..<end].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                weight += length > 2 || bytes[index] == 0xC3 ? 2 : 1
                index = end
            } else {
                if bytes[index] >= 0x80 { broken += 1 }
                index += 1
            }
        }
        return weight > 0 && weight >= 2 * broken
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
