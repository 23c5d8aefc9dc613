import Synchronization

/// Reads the members of a JSON object in the ledger, each by itself.
package struct StoredMembers<Key: CodingKey> {
    private let values: KeyedDecodingContainer<Key>
    private let faults: StoredFaults?

    /// The members of what a decoder reads.
    ///
    /// - Throws: where that is no object.
    package init(of decoder: any Decoder, by keys: Key.Type) throws {
        values = try decoder.container(keyedBy: Key.self)
        faults = CodingUserInfoKey.storedFaults.flatMap { key in
            decoder.userInfo[key] as? StoredFaults
        }
    }

    /// Puts what a member says in the place of its default, if it says something of that type.
    package func read<Value: Decodable>(_ key: Key, into value: inout Value) {
        do {
            if let said = try values.decodeIfPresent(Value.self, forKey: key) { value = said }
        } catch {
            faults?.add(values.codingPath + [key])
        }
    }
}

/// The keys that were passed over while a form was read.
final class StoredFaults: Sendable {
    private let found = Mutex<[String]>([])

    /// The keys' paths, such as `callbacks.waitMinutes`, in the order they were met.
    var paths: [String] { found.withLock { $0 } }

    func add(_ path: [any CodingKey]) {
        found.withLock { $0.append(path.map(\.stringValue).joined(separator: ".")) }
    }
}

extension CodingUserInfoKey {
    /// Where a decoder of a form has its ``StoredFaults``.
    static let storedFaults = CodingUserInfoKey(rawValue: "storedFaults")
}
