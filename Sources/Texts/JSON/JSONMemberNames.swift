import Foundation

/// The names of a JSON object's members, in the order they stand in; empty for any other text.
package func memberNames(ofJSON text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
        var scanner = JSONScanner()
        guard case .complete = scanner.scan(bytes) else { return [] }
        return scanner.members.compactMap { member in
            try? JSONDecoder().decode(String.self, from: Data(bytes[member.key]))
        }
    }
}
