/// Cuts CSV text into records by RFC 4180, a record at a time.
///
/// Where the RFC is silent it does as Python's `csv` does: a quote inside an unquoted field is an
/// ordinary character, and empty lines are no records. LF, CR and CRLF end a record.
package struct CSVReader {
    /// What comes next in the text.
    package enum Step: Equatable {
        /// A record; its fields are at hand until the next one is read.
        case record
        /// A record that breaks the rules at an offset; the next one can be read.
        case badRecord(offset: Int, message: String)
        /// Text of which nothing more can be read, with the offset where that shows.
        case broken(offset: Int, message: String)
        case end
    }

    /// A field's text between two offsets, quotes around it left out.
    package struct Field {
        package let range: Range<Int>
        let hasDoubledQuotes: Bool
    }

    package enum State {
        case fieldStart
        case unquoted
        case quoted
        /// After a quote within a quoted field: it ends the field or is the first of two.
        case quoteInQuoted
    }

    package static let quote = UInt8(ascii: "\"")
    package static let lineFeed = UInt8(ascii: "\n")
    package static let carriageReturn = UInt8(ascii: "\r")

    package private(set) var window: TextWindow
    package private(set) var fields: [Field] = []
    /// What parts the fields.
    package var delimiter: UInt8
    private let quoting: CSVQuoting

    private var state = State.fieldStart
    var offset = 0
    private var fieldStart = 0
    private var hasDoubledQuotes = false
    private var junkOffset: Int?

    package init(window: TextWindow, delimiter: UInt8, quoting: CSVQuoting = .double) {
        self.window = window
        self.delimiter = delimiter
        self.quoting = quoting
    }

    /// Whether a quote was open, or text stood behind a closing one, where the last record broke a
    /// rule.
    package var hasQuoteFault: Bool { state == .quoted || junkOffset != nil }

    /// Reads the next record; empty lines are skipped.
    package mutating func next() throws(TextError) -> Step {
        repeat {
            window.consume(offset)
            startRecord()
            var isTerminated = scan()
            while !isTerminated {
                guard window.count <= TextWindow.maximumByteCount else { return tooLong }
                guard try window.refill() else { return finish() }
                isTerminated = scan()
            }
            try skipLineBreak()
        } while isEmptyLine
        return record
    }

    /// A field's text, with doubled quotes made single.
    package func string(_ field: Field) -> String {
        guard field.hasDoubledQuotes else { return window.string(field.range) }
        var text: [UInt8] = []
        text.reserveCapacity(field.range.count)
        var isFirstQuote = false
        for byte in window[field.range] {
            isFirstQuote = byte == CSVReader.quote && !isFirstQuote
            if !isFirstQuote { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether there is a byte at an offset, after getting more text if need be.
    mutating func hasByte(at offset: Int) throws(TextError) -> Bool {
        try window.hasByte(at: offset)
    }

    private mutating func startRecord() {
        fields.removeAll(keepingCapacity: true)
        state = .fieldStart
        offset = 0
        fieldStart = 0
        junkOffset = nil
        hasDoubledQuotes = false
    }

    /// Whether a field holds nothing but white space.
    package func isBlank(_ field: Field) -> Bool {
        guard let first = window[field.range].first else { return true }
        return (first <= 0x20 || first >= 0x80) && string(field).isBlank
    }

    private var record: Step {
        guard let junkOffset else { return .record }
        return .badRecord(
            offset: junkOffset,
            message: "text stands between a closing quote and the end of its field; "
                + "double the quotes inside a quoted field")
    }

    private var tooLong: Step {
        .broken(
            offset: 0,
            message: "the row that begins here is longer than 64 MiB; is a quote left open?")
    }

    private var isEmptyLine: Bool {
        fields.count == 1 && fields[0].range == 0..<0
    }

    /// The end of the text, which ends a record too.
    private mutating func finish() -> Step {
        if let undecodable = window.undecodable {
            return .broken(offset: window.count, message: undecodable.message)
        }
        if state == .quoted {
            return .broken(
                offset: fieldStart - 1, message: "the quote that opens here is never closed")
        }
        if window.count == 0 { return .end }
        endField(at: window.count)
        offset = window.count
        return isEmptyLine ? .end : record
    }
}

extension CSVReader {
    /// Goes on to the end of the record, or of the text at hand; true if the record has ended.
    private mutating func scan() -> Bool {
        let count = window.count
        while offset < count {
            skipOrdinaryBytes()
            guard offset < count else { break }
            let byte = window[offset]
            switch state {
            case .fieldStart where byte == CSVReader.quote && quoting == .double:
                fieldStart = offset + 1
                state = .quoted
            case .fieldStart, .unquoted:
                state = .unquoted
                if endsField(byte) { return true }
            case .quoted:
                state = .quoteInQuoted
            case .quoteInQuoted where byte == CSVReader.quote:
                hasDoubledQuotes = true
                state = .quoted
            case .quoteInQuoted:
                if endsField(byte) { return true }
                if state == .quoteInQuoted {
                    junkOffset = junkOffset ?? offset
                    state = .unquoted
                }
            }
            offset += 1
        }
        return false
    }

    /// Moves to the next byte that can change the state.
    private mutating func skipOrdinaryBytes() {
        let rest = offset..<window.count
        switch state {
        case .quoted:
            offset = window.firstOffset(in: rest) { $0 == CSVReader.quote }
        case .unquoted:
            let delimiter = delimiter
            offset = window.firstOffset(in: rest) { byte in
                byte == delimiter || byte == CSVReader.lineFeed
                    || byte == CSVReader.carriageReturn
            }
        case .fieldStart, .quoteInQuoted: break
        }
    }

    /// Ends the field at a delimiter or a line break; true if the record ends with it.
    private mutating func endsField(_ byte: UInt8) -> Bool {
        if byte == delimiter {
            endField(at: offset)
            fieldStart = offset + 1
            state = .fieldStart
        } else if byte == CSVReader.lineFeed || byte == CSVReader.carriageReturn {
            endField(at: offset)
            return true
        }
        return false
    }

    private mutating func endField(at end: Int) {
        // The closing quote is not the field's.
        let end = state == .quoteInQuoted ? end - 1 : end
        fields.append(Field(range: fieldStart..<end, hasDoubledQuotes: hasDoubledQuotes))
        hasDoubledQuotes = false
    }

    /// Moves past the record's line break, of two bytes if it is CRLF.
    private mutating func skipLineBreak() throws(TextError) {
        let isCarriageReturn = window[offset] == CSVReader.carriageReturn
        offset += 1
        if isCarriageReturn, try window.hasByte(at: offset),
            window[offset] == CSVReader.lineFeed
        {
            offset += 1
        }
    }
}

extension CSVReader {
    /// A reader of comma-separated UTF-8, or of another delimiter.
    package init(source: ByteSource, delimiter: UInt8 = UInt8(ascii: ",")) {
        let decoder = TextDecoder(source: source, encoding: nil)
        self.init(window: TextWindow(decoder: decoder), delimiter: delimiter)
    }
}
