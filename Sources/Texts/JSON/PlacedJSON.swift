/// A value of JSON as it was written, with the line it begins on.
///
/// Numbers stay text, so that amounts of money never pass through floating point.
package struct PlacedJSON: Equatable, Sendable {
    /// What the value is.
    package indirect enum Kind: Equatable, Sendable {
        case null
        case boolean(Bool)
        case number(String)
        case string(String)
        case array([PlacedJSON])
        case object([String: PlacedJSON])
    }

    /// What the value is.
    package let kind: Kind
    /// The line it begins on, counted from 1.
    package let line: Int

    /// A member of the value, if it is an object that has it.
    package subscript(key: String) -> PlacedJSON? {
        guard case .object(let members) = kind else { return nil }
        return members[key]
    }

    /// The elements, if the value is an array.
    package var elements: [PlacedJSON]? {
        guard case .array(let elements) = kind else { return nil }
        return elements
    }

    /// The members, if the value is an object.
    package var members: [String: PlacedJSON]? {
        guard case .object(let members) = kind else { return nil }
        return members
    }

    /// A string, or a number as it is written; nil for anything else.
    package var text: String? {
        switch kind {
        case .string(let text), .number(let text): text
        default: nil
        }
    }
}

/// What is wrong with a text that should be JSON.
package struct JSONFault: Error, Equatable {
    /// The line, counted from 1.
    package let line: Int
    /// What is wrong there.
    package let message: String

    /// A fault of these parts.
    package init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}

extension PlacedJSON {
    /// Reads the one value that bytes of UTF-8 hold, by RFC 8259.
    ///
    /// Of a key that an object names twice the last value counts, as most readers have it.
    package static func read(_ bytes: some Collection<UInt8>) throws(JSONFault) -> PlacedJSON {
        var reader = PlacedJSONReader(bytes: Array(bytes), isLines: false)
        return try reader.readOne()
    }

    /// Reads the values of JSON Lines; blank lines are none.
    package static func readLines(
        _ bytes: some Collection<UInt8>
    ) throws(JSONFault) -> [PlacedJSON] {
        var reader = PlacedJSONReader(bytes: Array(bytes), isLines: true)
        return try reader.readLines()
    }
}

/// Makes values of what a ``JSONWindow`` cuts.
private struct PlacedJSONReader {
    private var json: JSONWindow
    private var depth = 0

    package init(bytes: [UInt8], isLines: Bool) {
        json = JSONWindow(source: ByteSource(bytes), isOneLine: isLines)
    }

    mutating func readOne() throws(JSONFault) -> PlacedJSON {
        do throws(JSONStop) {
            guard try json.peek() != nil else { throw stop("there is no value") }
            let value = try read()
            guard try json.peek() == nil else { throw stop("text stands after the value") }
            return value
        } catch {
            throw fault(error)
        }
    }

    mutating func readLines() throws(JSONFault) -> [PlacedJSON] {
        var values: [PlacedJSON] = []
        do throws(JSONStop) {
            while try json.peek() != nil {
                let line = self.line
                if let last = values.last, last.line == line {
                    throw stop("a line of JSON Lines holds one object")
                }
                // The whole value is checked first: none may go on in the next line.
                _ = try json.scanValue()
                values.append(try read())
            }
        } catch {
            throw fault(error)
        }
        return values
    }

    private mutating func read() throws(JSONStop) -> PlacedJSON {
        let first = try json.peek()
        let line = self.line
        switch first {
        case UInt8(ascii: "{"): return PlacedJSON(kind: .object(try readMembers()), line: line)
        case UInt8(ascii: "["): return PlacedJSON(kind: .array(try readElements()), line: line)
        default: return PlacedJSON(kind: try readPlain(), line: line)
        }
    }

    private mutating func readMembers() throws(JSONStop) -> [String: PlacedJSON] {
        var members: [String: PlacedJSON] = [:]
        try readList(until: "}") { (reader) throws(JSONStop) in
            guard try reader.json.peek() == UInt8(ascii: "\""),
                case .string(let key) = try reader.readPlain()
            else { throw reader.stop("invalid JSON: a key in quotes should stand here") }
            try reader.json.take(":")
            members[key] = try reader.read()
        }
        return members
    }

    private mutating func readElements() throws(JSONStop) -> [PlacedJSON] {
        var elements: [PlacedJSON] = []
        try readList(until: "]") { (reader) throws(JSONStop) in
            elements.append(try reader.read())
        }
        return elements
    }

    /// Reads what stands between brackets, parted by commas.
    private mutating func readList(
        until end: Unicode.Scalar,
        _ readNext: (inout PlacedJSONReader) throws(JSONStop) -> Void
    ) throws(JSONStop) {
        guard depth < JSONScanner.maximumDepth else {
            throw stop("arrays and objects stand more than \(JSONScanner.maximumDepth) deep")
        }
        depth += 1
        defer { depth -= 1 }
        json.consume(1)
        guard try json.peek() != UInt8(ascii: end) else { return json.consume(1) }
        while true {
            try readNext(&self)
            if try json.peek() == UInt8(ascii: end) { return json.consume(1) }
            try json.take(",")
        }
    }

    private mutating func readPlain() throws(JSONStop) -> PlacedJSON.Kind {
        let length = try json.scanValue()
        let text = json.window.string(0..<length)
        let kind: PlacedJSON.Kind
        switch text.utf8.first {
        case UInt8(ascii: "\""):
            guard let string = json.window.jsonString(0..<length) else {
                throw stop("the string holds half of a surrogate pair, which is no character")
            }
            kind = .string(string)
        case UInt8(ascii: "t"): kind = .boolean(true)
        case UInt8(ascii: "f"): kind = .boolean(false)
        case UInt8(ascii: "n"): kind = .null
        default: kind = .number(text)
        }
        json.consume(length)
        return kind
    }

    private var line: Int { json.window.position(at: 0).line }

    private func stop(_ message: String) -> JSONStop { .broken(offset: 0, message: message) }

    private func fault(_ stop: JSONStop) -> JSONFault {
        switch stop {
        case .invalid(let offset, let message), .broken(let offset, let message):
            JSONFault(line: json.window.position(at: offset).line, message: message)
        case .unreadable(let reason): JSONFault(line: line, message: "\(reason)")
        }
    }
}
