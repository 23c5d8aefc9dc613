extension CSVReader {
    /// Takes the line `sep=;` off the front, by which spreadsheets say what parts the fields.
    ///
    /// The delimiter may be spelt `\t`, the line may stand in quotes, and empty fields may follow.
    ///
    /// - Returns: the delimiter; nil where the text begins with no such line, and is left as it is.
    package mutating func takeDelimiterLine() throws(TextError) -> UInt8? {
        let isQuoted = try byte(at: 0) == CSVReader.quote
        var end = isQuoted ? 1 : 0
        for letter in "sep=".utf8 {
            guard let byte = try byte(at: end), byte | 0x20 == letter | 0x20 else { return nil }
            end += 1
        }
        guard let found = try delimiter(at: &end) else { return nil }
        if isQuoted {
            guard try byte(at: end) == CSVReader.quote else { return nil }
            end += 1
        }
        while let byte = try byte(at: end), byte != CSVReader.lineFeed,
            byte != CSVReader.carriageReturn
        {
            guard byte == found || byte == delimiter || " ,;\t".utf8.contains(byte) else {
                return nil
            }
            end += 1
        }
        if try byte(at: end) == CSVReader.carriageReturn { end += 1 }
        if try byte(at: end) == CSVReader.lineFeed { end += 1 }
        offset = end
        return found
    }

    /// The delimiter that stands at an offset, which moves past it.
    private mutating func delimiter(at offset: inout Int) throws(TextError) -> UInt8? {
        guard let first = try byte(at: offset) else { return nil }
        offset += 1
        if first == UInt8(ascii: "\\"), try byte(at: offset) == UInt8(ascii: "t") {
            offset += 1
            return UInt8(ascii: "\t")
        }
        let isSign =
            first < 0x80 && !Unicode.Scalar(first).isASCIILetterOrDigit
            && ![0, CSVReader.quote, CSVReader.lineFeed, CSVReader.carriageReturn].contains(first)
        return isSign ? first : nil
    }

    private mutating func byte(at offset: Int) throws(TextError) -> UInt8? {
        try hasByte(at: offset) ? window[offset] : nil
    }
}

extension CSVReader {
    /// Takes a line off the front that begins with a text, in ASCII.
    ///
    /// - Returns: what stands behind that text, without the line break; nil where another line comes.
    package mutating func takeLine(beginning start: String) throws(TextError) -> String? {
        let front = offset
        var end = front
        for letter in start.utf8 {
            guard try byte(at: end) == letter else { return nil }
            end += 1
        }
        let first = end
        while let byte = try byte(at: end), byte != CSVReader.lineFeed,
            byte != CSVReader.carriageReturn
        {
            end += 1
        }
        let line = window.string(first..<end)
        if try byte(at: end) == CSVReader.carriageReturn { end += 1 }
        if try byte(at: end) == CSVReader.lineFeed { end += 1 }
        offset = end
        return line
    }
}
