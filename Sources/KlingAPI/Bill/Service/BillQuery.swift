import Foundation

/// What is asked of the log.
struct BillQuery: Sendable {
    let kind: GatewayBillPage.Kind
    let first: Int
    let last: Int
    let model: String?

    func path(key: String, page: Int) -> String {
        var fields = [
            ("key", key), ("p", "\(page)"), ("page_size", "\(GatewayBill.pageSize)"),
            ("start_timestamp", "\(first)"), ("end_timestamp", "\(last)"),
            ("type", "\(kind.rawValue)"),
        ]
        if let model { fields.append(("model_name", model)) }
        return "/api/log/token?"
            + fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
    }

    /// A value of a query, all but letters, digits and `-._~` percent-encoded (RFC 3986, 2.3).
    static func encoded(_ value: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
