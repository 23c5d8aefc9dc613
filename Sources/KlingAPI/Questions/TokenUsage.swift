/// What a gateway's token may still spend, in the gateway's units.
///
/// Source: the gateway's public code; 500,000 units are one unit of its currency.
package struct TokenUsage: Sendable, Equatable {
    /// The units in one unit of the gateway's currency.
    package static let unitsOfMoney = 500_000

    /// What was granted in all; nil where it is not told.
    package var granted: Int?
    /// What was used; nil where it is not told.
    package var used: Int?
    /// What is left; nil where it is not told.
    package var available: Int?
    /// Whether the token itself has no limit; its account may have one.
    package var isUnlimited = false
    /// When the token ends, in Unix seconds; nil where it does not.
    package var expiresAt: Int?

    /// Reads a reply to the question; nil where it says neither what is left nor that there is no end.
    init?(_ object: [String: JSONValue]) {
        let data = object["data"]?.onlyObject ?? object
        granted = data["total_granted"]?.wholeNumber
        used = data["total_used"]?.wholeNumber
        available = data["total_available"]?.wholeNumber
        if case .flag(true) = data["unlimited_quota"] { isUnlimited = true }
        expiresAt = data["expires_at"]?.wholeNumber.flatMap { $0 > 0 ? $0 : nil }
        guard available != nil || isUnlimited else { return nil }
    }
}
