/// JSON to be sent, its members in the order in which they are given.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number as it is written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    struct Member: Sendable, Equatable {
        let name: String
        let value: JSONValue
    }

    /// The JSON, without spaces.
    var text: String {
        var text = ""
        write(into: &text)
        return text
    }

    private func write(into text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value
        case .string(let value): text += jsonString(value)
        case .array(let values):
            Self.write(values, between: ("[", "]"), into: &text) { $0.write(into: &$1) }
        case .object(let members):
            Self.write(members, between: ("{", "}"), into: &text) { member, text in
                text += jsonString(member.name) + ":"
                member.value.write(into: &text)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between ends: (String, String), into text: inout String,
        _ write: (Element, inout String) -> Void
    ) {
        text += ends.0
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            write(element, &text)
        }
        text += ends.1
    }

    /// The members of an object; none of anything else.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// An object with further members at its end.
    func adding(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(self.members + members.map { Member(name: $0.key, value: $0.value) })
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral
{
    init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(name: $0.0, value: $0.1) })
    }

    init(arrayLiteral values: JSONValue...) { self = .array(values) }
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(nilLiteral: ()) { self = .null }
}

/// A text as a JSON string.
func jsonString(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": json += "\\\(scalar)"
        case "\0"..."\u{1F}":
            json += "\\u00" + hexadecimal(CollectionOfOne(UInt8(scalar.value)))
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}
