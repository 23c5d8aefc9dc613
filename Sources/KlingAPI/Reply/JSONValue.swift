import Foundation

/// A value of a reply's JSON, of whatever type the service chose.
enum JSONValue: Decodable, Sendable {
    case null
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// Decodes anything; what fits no type, such as a number out of range, is null.
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let object = try? value.decode([String: JSONValue].self) {
            self = .object(object)
        } else {
            self = (try? value.decode([JSONValue].self)).map { .list($0) } ?? .null
        }
    }

    /// The object that a body holds, or a list of one; nil for anything else.
    ///
    /// What stands behind the object's last brace is no concern of ours.
    static func object(in body: Data) -> [String: JSONValue]? {
        let body = body.drop { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
        let value =
            decoded(body)
            ?? leadingValue(of: body).flatMap { $0.count < body.count ? decoded($0) : nil }
        return value?.onlyObject
    }

    /// The object in a text that may have words before it.
    static func object(within text: String) -> [String: JSONValue]? {
        guard let start = text.utf8.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        return object(in: Data(text.utf8[start...]))
    }

    private static func decoded(_ body: Data) -> JSONValue? {
        try? JSONDecoder().decode(JSONValue.self, from: body)
    }

    /// The bytes up to the bracket that closes the first one.
    private static func leadingValue(of body: Data) -> Data? {
        let count = body.withUnsafeBytes { bytes in
            var scan = BracketScan()
            return bytes.firstIndex { scan.isEnd($0) }
        }
        guard let count, body.first.map(BracketScan.isOpening) == true else { return nil }
        return body.prefix(count + 1)
    }
}

/// Finds the bracket that closes the first one.
private struct BracketScan {
    private var depth = 0
    private var isInText = false
    private var isEscaped = false

    static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    mutating func isEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case _ where isEscaped: isEscaped = false
        case UInt8(ascii: "\\"): isEscaped = isInText
        case UInt8(ascii: "\""): isInText.toggle()
        case _ where isInText: break
        case _ where Self.isOpening(byte): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth == 0
        default: break
        }
        return false
    }
}

extension JSONValue {
    /// The value as an object, be it alone or the only one of a list.
    var onlyObject: [String: JSONValue]? {
        switch self {
        case .object(let object): object
        case .list(let list): list.count == 1 ? list.first?.onlyObject : nil
        default: nil
        }
    }

    /// The objects of a list, or the one there is.
    var objects: [[String: JSONValue]] {
        switch self {
        case .object(let object): [object]
        case .list(let list): list.compactMap(\.onlyObject)
        default: []
        }
    }

    /// A text that is not empty, or a number written out.
    var text: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .integer(let integer): String(integer)
        case .number(let number): "\(number)"
        default: nil
        }
    }

    /// A text that is not empty.
    var words: String? {
        guard case .text = self else { return nil }
        return text
    }

    /// A whole number, be it written as a number or as digits.
    var wholeNumber: Int? {
        switch self {
        case .integer(let integer): integer.magnitude < 1 << 50 ? integer : nil
        case .number(let number): number.magnitude < 1e15 ? Int(number.rounded()) : nil
        case .text(let text): Int(text.trimmingCharacters(in: .whitespaces))
        default: nil
        }
    }

    /// A number, be it written as one or as a text.
    var realNumber: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .text(let text): Double(text.trimmingCharacters(in: .whitespaces))
        default: nil
        }
    }
}
