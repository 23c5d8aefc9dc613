import Texts

/// Reads a job list in JSON, an element at a time: an array, an object with `defaults` and `jobs`,
/// or JSON Lines.
struct JSONListReader: ListReader {
    private enum Stage {
        case start
        case firstElement
        case nextElement
        case line
        /// The rest of a line that could not be read stands before the next one.
        case badLine
    }

    private var json: JSONWindow
    private var members: JSONMemberReader
    private var defaults: JobCells?
    private var stage: Stage
    private let isLines: Bool
    private var isInObject = false
    /// How long the element is that was read last.
    private var length = 0
    /// Whether an object was read.
    private var hasRows = false

    init(window: TextWindow, isLines: Bool, mapping: ColumnMapping) {
        self.isLines = isLines
        members = JSONMemberReader(mapping: mapping)
        json = JSONWindow(window: window, isOneLine: isLines)
        stage = isLines ? .line : .start
    }

    var others: ColumnNames { members.others }

    var mapping: ColumnMapping { members.mapping }

    func place(at offset: Int, in path: String) -> SourcePlace {
        SourcePlace(path, json.window.position(at: offset))
    }

    mutating func next(into cells: inout JobCells) throws(TextError) -> ListStep {
        do throws(JSONStop) {
            json.consume(length)
            length = 0
            guard try isLines ? findLine() : findElement() else {
                guard hasRows, let message = members.mappingFault else { return .end }
                return .broken(offset: 0, message: message)
            }
            return try readElement(into: &cells)
        } catch {
            switch error {
            case .unreadable(let reason): throw reason
            case .broken(let offset, let message): return .broken(offset: offset, message: message)
            case .invalid(let offset, let message):
                guard isLines else { return .broken(offset: offset, message: message) }
                stage = .badLine
                return .badRow(offset: offset, message: message)
            }
        }
    }

    private mutating func readElement(into cells: inout JobCells) throws(JSONStop) -> ListStep {
        let isObject = try json.peek() == UInt8(ascii: "{")
        let found = try json.scanValue()
        if isLines { try expectLineEnd(after: found) }
        length = found
        guard isObject else {
            return .badRow(
                offset: 0, message: "a job must be an object, such as {\"text\": \"Hi\"}")
        }
        if let fault = members.read(json.members, in: json.window, into: &cells) {
            return .badRow(offset: fault.offset, message: fault.message)
        }
        hasRows = true
        if let defaults { cells.fill(from: defaults) }
        if let message = members.textFault(in: cells) {
            return .badRow(offset: 0, message: message)
        }
        return .row(offset: 0)
    }
}

extension JSONListReader {
    /// Moves to the next line that is not blank; false at the end.
    private mutating func findLine() throws(JSONStop) -> Bool {
        if stage == .badLine { try json.skipLine() }
        stage = .line
        return try json.peek() != nil
    }

    private mutating func expectLineEnd(after length: Int) throws(JSONStop) {
        var offset = length
        while try json.hasByte(at: offset) {
            let byte = json.window[offset]
            if JSONScanner.isLineBreak(byte) { return }
            guard JSONScanner.isWhiteSpace(byte) else {
                throw .invalid(offset: offset, message: "a line of JSON Lines holds one object")
            }
            offset += 1
        }
    }

    /// Moves to the next element of the array; false at the end.
    private mutating func findElement() throws(JSONStop) -> Bool {
        if stage == .start { try start() }
        let byte = try json.peek()
        if byte == UInt8(ascii: "]") {
            json.consume(1)
            try finish()
            return false
        }
        if stage == .nextElement {
            guard byte == UInt8(ascii: ",") else {
                throw .broken(
                    offset: 0, message: "invalid JSON: a comma or `]` should stand here")
            }
            json.consume(1)
        }
        stage = .nextElement
        guard try json.peek() != nil else {
            throw .broken(offset: 0, message: "invalid JSON: the list has no end; `]` is missing")
        }
        return true
    }

    private mutating func start() throws(JSONStop) {
        stage = .firstElement
        switch try json.peek() {
        case UInt8(ascii: "["): json.consume(1)
        case UInt8(ascii: "{"):
            json.consume(1)
            try readToJobs()
        case nil: throw .broken(offset: 0, message: "the list is empty; write [] for no jobs")
        default:
            throw .broken(offset: 0, message: "a JSON job list begins with `[` or `{`")
        }
    }

    /// Reads the keys before `jobs`, and the bracket that opens it.
    private mutating func readToJobs() throws(JSONStop) {
        isInObject = true
        while true {
            let (key, length) = try readKey()
            switch String(lettersAndDigits(of: key)) {
            case "jobs":
                json.consume(length)
                try json.take(":")
                return try json.take("[")
            case "defaults" where defaults == nil:
                json.consume(length)
                try json.take(":")
                defaults = try readDefaults()
                if try json.peek() == UInt8(ascii: "}") {
                    throw .broken(offset: 0, message: "the list has no `jobs`")
                }
                try json.take(",")
            case "defaults": throw .broken(offset: 0, message: "`defaults` stands twice")
            default: throw unknownKey(key)
            }
        }
    }

    private mutating func readKey() throws(JSONStop) -> (key: String, length: Int) {
        guard try json.peek() == UInt8(ascii: "\"") else {
            throw .invalid(offset: 0, message: "the list has no `jobs`; a key should stand here")
        }
        let length = try json.scanValue()
        return (json.window.jsonString(0..<length) ?? "", length)
    }

    private mutating func readDefaults() throws(JSONStop) -> JobCells {
        guard try json.peek() == UInt8(ascii: "{") else {
            throw .broken(offset: 0, message: "`defaults` must be an object")
        }
        let length = try json.scanValue()
        var cells = JobCells()
        let fault =
            members.read(json.members, in: json.window, into: &cells)
            ?? CellRules.fault(inDefaults: cells)
        if let fault {
            throw .broken(offset: fault.offset, message: fault.message)
        }
        json.consume(length)
        return cells.withoutOffsets
    }

    /// Reads what follows the array.
    private mutating func finish() throws(JSONStop) {
        if isInObject {
            if try json.peek() == UInt8(ascii: ",") {
                json.consume(1)
                let (key, _) = try readKey()
                throw lettersAndDigits(of: key) == Array("defaults")
                    ? .broken(offset: 0, message: "`defaults` must stand before `jobs`")
                    : unknownKey(key)
            }
            try json.take("}")
        }
        guard try json.peek() == nil else {
            throw .broken(offset: 0, message: "invalid JSON: text stands after the list")
        }
    }

    private func unknownKey(_ key: String) -> JSONStop {
        .broken(
            offset: 0,
            message: "`\(key)` means nothing here: a list is an array of jobs, or an object with "
                + "`defaults` and `jobs`; for one job a line give --input-format jsonl")
    }
}
