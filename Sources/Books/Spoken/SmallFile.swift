import Foundation
import JobSources

/// Files that come beside a book and are read whole.
enum SmallFile {
    /// The most bytes of one such file.
    static let maximumByteCount = 64 * 1024 * 1024

    /// A file's bytes.
    static func bytes(_ path: String) throws(SpokenError) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(JobSourceError) {
            bytes = try WholeText.bytes(ofFileAt: path, limit: maximumByteCount)
        } catch {
            throw SpokenError(error, path: path)
        }
        guard let bytes else {
            throw .unreadable(path: path, reason: "it is larger than 64 MiB")
        }
        return bytes
    }

    /// What a JSON file says.
    ///
    /// - Parameter fault: makes an error of what is wrong, with the path and, if it is one of
    ///   syntax, the line and the column.
    static func json<Value: Decodable>(
        _ path: String, fault: (_ path: String, _ message: String) -> SpokenError
    ) throws(SpokenError) -> Value {
        let bytes = try bytes(path)
        if let found = JSONCheck.fault(in: bytes, path: path) {
            throw fault("\(found.place)", found.message)
        }
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw fault(path, message(error))
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

extension SpokenError {
    /// The error of a file that could not be read.
    init(_ error: JobSourceError, path: String) {
        if case .unreadable(let path, let reason) = error {
            self = .unreadable(path: path, reason: reason)
        } else {
            self = .unreadable(path: path, reason: "\(error)")
        }
    }
}
