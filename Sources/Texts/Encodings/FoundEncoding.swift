/// The encoding that a text is read in, and by what it is known.
package struct FoundEncoding: Sendable, Hashable {
    /// By iconv's name.
    package let name: String
    /// By what it is known.
    package let source: Source
    /// What the text would read as in the encodings that are about as likely, this one first; empty
    /// where there is no doubt.
    package let readings: [Reading]

    /// By what an encoding is known.
    package enum Source: String, Sendable {
        /// A person named it.
        case named
        /// A byte order mark tells it.
        case mark
        /// The form of the bytes tells it, as that of UTF-8 does.
        case form
        /// The file says it.
        case declared
        /// It is the likeliest of all.
        case guessed
    }

    /// A text as it reads in one encoding.
    package struct Reading: Sendable, Hashable {
        /// By iconv's name.
        package let encoding: String
        /// What stands around the first character outside ASCII.
        package let words: String
    }

    /// An encoding that is known by this.
    package init(_ name: String, by source: Source, readings: [Reading] = []) {
        self.name = name
        self.source = source
        self.readings = readings
    }

    /// What the text may be as well, for a person to choose from; nil where there is no doubt.
    package var doubt: String? {
        guard !readings.isEmpty else { return nil }
        let shown = readings.prefix(4).map { "\($0.encoding) (“\($0.words)”)" }
        return "its encoding cannot be told for certain: it may be "
            + shown.joined(separator: " or ")
    }
}

/// Finds the encoding of a text, whatever tells it.
///
/// - Parameter named: what a person says; a byte order mark counts more.
/// - Returns: nil if the bytes are no text in any encoding that is known.
package func foundEncoding(of bytes: [UInt8], named: String?) -> FoundEncoding? {
    if let mark = WholeText.encodingOfMark(bytes) { return FoundEncoding(mark, by: .mark) }
    if let named { return FoundEncoding(named, by: .named) }
    return EncodingDetector.encoding(of: bytes)
}
