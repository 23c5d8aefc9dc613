import Foundation

/// What the forms have in common when they read a call's body.
enum CallBody {
    /// A body that is not as it has to be, in words.
    enum Fault: Error, CustomStringConvertible {
        case noObject
        case wrongType(field: String, isNumber: Bool)

        var description: String {
            switch self {
            case .noObject: "request body must be a JSON object"
            case .wrongType(let field, let isNumber):
                "\(field) must be a \(isNumber ? "number" : "string")"
            }
        }
    }

    /// Reads a body's fields.
    ///
    /// - Parameter refusal: what the form says no with, by what is wrong with the body.
    static func decode<Body: Decodable>(
        _ json: Data, refusing refusal: (String) -> Refusal
    ) throws(Refusal) -> Body {
        do throws(Fault) {
            return try fields(of: json)
        } catch {
            throw refusal("\(error)")
        }
    }

    private static func fields<Body: Decodable>(of json: Data) throws(Fault) -> Body {
        do {
            return try JSONDecoder().decode(Body.self, from: json)
        } catch let DecodingError.typeMismatch(type, context) where !context.codingPath.isEmpty {
            let field = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw .wrongType(field: field, isNumber: type == Double.self)
        } catch {
            throw .noObject
        }
    }

    /// A text with something to speak in it; nil for any other.
    static func text(_ text: String?) -> String? {
        text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// Whether a callback's address is none or one of the web.
    static func isAddress(_ callback: String?) -> Bool {
        guard let callback, !callback.isEmpty else { return true }
        let address = URL(string: callback)
        return ["http", "https"].contains(address?.scheme?.lowercased())
            && address?.host?.isEmpty == false
    }
}
