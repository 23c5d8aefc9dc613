extension StringProtocol {
    /// How many letters and digits it has.
    ///
    /// What is spoken is counted by them alone: white space and stops go where texts are cut and
    /// joined, letters never do.
    var spokenLetterCount: Int { unicodeScalars.count(where: \.isSpokenLetter) }
}

extension Unicode.Scalar {
    private var isLetterOrDigit: Bool { properties.isAlphabetic || properties.numericType != nil }

    fileprivate var isSpokenLetter: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0x80: false
        default: isLetterOrDigit
        }
    }
}
