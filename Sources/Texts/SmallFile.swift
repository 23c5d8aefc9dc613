import Foundation

/// Files that come beside a book and are read whole.
package enum SmallFile {
    /// The most bytes of one such file.
    static let maximumByteCount = 64 * 1024 * 1024

    /// A file's bytes.
    package static func bytes(_ path: String) throws(TextError) -> [UInt8] {
        guard let bytes = try WholeText.bytes(ofFileAt: path, limit: maximumByteCount) else {
            throw .unreadable(path: path, reason: "it is larger than 64 MiB")
        }
        return bytes
    }

    /// What a JSON file says.
    ///
    /// Throws ``TextError/malformed(place:message:)`` with the line and the column where it is the
    /// syntax that is wrong.
    package static func json<Value: Decodable>(_ path: String) throws(TextError) -> Value {
        let bytes = try bytes(path)
        if let found = JSONCheck.fault(in: bytes, path: path) {
            throw .malformed(place: "\(found.place)", message: found.message)
        }
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw .malformed(place: path, message: message(error))
        }
    }

    /// What is wrong with valid JSON, in a sentence.
    private static func message(_ error: any Error) -> String {
        func member(_ path: [any CodingKey]) -> String {
            let names = path.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }
            return names.isEmpty ? "the file" : "`\(names.joined(separator: "."))`"
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            return "\(member(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            return "the value of \(member(context.codingPath)) is of the wrong kind"
        default:
            return "\(error)"
        }
    }
}
