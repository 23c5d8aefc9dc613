import Foundation

/// What a column of the ledger holds as JSON, for whoever makes it.
///
/// It is written with the version of its keys, and read whatever version wrote it: a key that is
/// missing has its own default, one that is not known is passed over, and one whose value is of
/// another type has its default and is named. Its `init(from:)` reads with ``StoredMembers``.
package protocol StoredForm: Codable {
    /// The version of the keys that are written; what has none is of before versions were.
    static var version: Int { get }
}

extension StoredForm {
    package static var version: Int { 1 }

    /// The form as JSON with its version first and its keys in order, so that equal forms are equal
    /// texts.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let members = String(decoding: try encoder.encode(self), as: UTF8.self).dropFirst()
        return "\(versionKey)\(Self.version)\(members == "}" ? "" : ",")\(members)"
    }

    /// The form that some JSON holds; nil if it holds no object.
    ///
    /// - Parameter onFault: told of each key whose value is of another type, by its path.
    package init?(json: String, onFault: (String) -> Void = { _ in }) {
        let faults = StoredFaults()
        let decoder = JSONDecoder()
        if let key = CodingUserInfoKey.storedFaults { decoder.userInfo[key] = faults }
        guard let form = try? decoder.decode(Self.self, from: Data(json.utf8)) else { return nil }
        for path in faults.paths { onFault(path) }
        self = form
    }
}

/// How a form that has a version begins.
private let versionKey = "{\"version\":"

/// A form's JSON without its version.
///
/// Forms that say the same are equal texts then, whatever version wrote them.
package func withoutVersion(_ json: String) -> String {
    guard json.hasPrefix(versionKey) else { return json }
    let members = json.dropFirst(versionKey.count).drop(while: \.isNumber)
    return "{" + (members.first == "," ? members.dropFirst() : members)
}
