import Texts

/// What the `RateLimit` fields of a reply say, in any of the forms that services use.
///
/// The IETF's drafts "RateLimit header fields for HTTP": `RateLimit-Limit`, `-Remaining` and `-Reset`
/// (up to draft 6), `RateLimit: limit=60, remaining=0, reset=12` (draft 7), and
/// `RateLimit: "default";r=0;t=12` (draft 8 on), with `RateLimit-Policy: 60;w=60` or
/// `"default";q=60;w=60`. Before them `X-RateLimit-Limit` and its kin, which some services end in
/// `-Minute` or another unit.
struct RateLimitFields {
    /// One member of a list: what stands before the first semicolon, and its parameters.
    private struct Member {
        let name: String
        var parameters: [String: String] = [:]

        /// A whole number of a plausible size; nil where there is none.
        func number(_ keys: String...) -> Int? {
            keys.lazy.compactMap { parameters[$0] }.first.flatMap(RateLimitFields.number)
        }
    }

    /// Whether no further call is left.
    let isUsedUp: Bool
    /// When the limit is reset, as it is written; nil where nothing says.
    let reset: String?
    /// The limit that leaves the fewest calls a second; nil where none comes with its length.
    let limit: StatedLimit?

    init(_ headers: (String) -> String?) {
        func first(_ suffix: String) -> String? {
            ["RateLimit-\(suffix)", "X-RateLimit-\(suffix)"].lazy.compactMap(headers).first
        }
        let members = headers("RateLimit").map(Self.members) ?? []
        // The limit that is used up is the one to wait for.
        let member = members.first { $0.number("remaining", "r") == 0 } ?? members.first
        let remaining =
            first("Remaining")?.trimmed.description ?? member?.parameters["remaining"]
            ?? member?.parameters["r"]
        isUsedUp = remaining == "0"
        reset = first("Reset") ?? member?.parameters["reset"] ?? member?.parameters["t"]
        let listed = [
            "RateLimit-Policy", "X-RateLimit-Policy", "RateLimit-Limit", "X-RateLimit-Limit",
        ]
        .compactMap(headers).flatMap(Self.members).compactMap(Self.limit)
        let named = Self.units.compactMap { unit, seconds in
            first("Limit-\(unit)").flatMap(Self.number).flatMap {
                StatedLimit(believing: $0, within: seconds)
            }
        }
        limit = (listed + named).min { $0.perSecond < $1.perSecond }
    }

    private static let units = [
        ("Second", 1), ("Minute", 60), ("Hour", 3600), ("Day", 86_400),
    ]

    /// The limit of a policy such as `60;w=60`; one that counts other things than calls is none.
    private static func limit(_ policy: Member) -> StatedLimit? {
        if let unit = policy.parameters["qu"], unit != "requests" { return nil }
        let count = policy.number("q") ?? number(policy.name)
        guard let count, let seconds = policy.number("w") else { return nil }
        return StatedLimit(believing: count, within: seconds)
    }

    private static func number(_ text: String) -> Int? {
        let text = text.trimmed
        return text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    /// The members of a list; those of `limit=60, remaining=0` are the parameters of one.
    private static func members(_ value: String) -> [Member] {
        let parts = split(String(value.prefix(1000)), at: ",").map { split($0, at: ";") }
        if parts.allSatisfy({ $0.count == 1 && $0[0].contains("=") }) {
            return [Member(name: "", parameters: parameters(parts.map { $0[0] }))]
        }
        return parts.map {
            Member(name: $0.first ?? "", parameters: parameters(Array($0.dropFirst())))
        }
    }

    private static func parameters(_ texts: [String]) -> [String: String] {
        let pairs = texts.compactMap { text -> (String, String)? in
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let value = parts[1].filter { $0 != "\"" }
            return (parts[0].trimmed.lowercased(), String(value.trimmed))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The parts of a text between separators that stand in no quotation marks.
    private static func split(_ text: String, at separator: Character) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == separator, !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }
}
