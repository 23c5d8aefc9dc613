import Foundation

/// Other spellings of a value, the likeliest first: a comma for the point, a unit in full, a sign of
/// money or a unit behind the number.
func respellings(of text: String) -> [String] {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    let pointed = plain.replacing(",", with: ".")
    let bare = String(pointed.filter { $0.isNumber || $0 == "." })
    var rate = pointed.replacing("per", with: "/")
    for (long, short) in [
        ("hours", "h"), ("hour", "h"), ("hr", "h"), ("minutes", "min"), ("minute", "min"),
        ("mins", "min"), ("seconds", "s"), ("second", "s"), ("secs", "s"),
    ] where rate.hasSuffix("/" + long) {
        rate = rate.dropLast(long.count) + short
        break
    }
    return [pointed, rate, bare].filter { !$0.isEmpty && $0 != text }
}
