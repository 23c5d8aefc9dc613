/// The length of audio as a reply announces it.
struct Announcement: Sendable {
    /// How long it is said to be, in milliseconds.
    var length: Int
    /// Whether seconds are given as a number, whatever the form has.
    var isInSeconds = false

    /// For a form that announces milliseconds.
    var milliseconds: JSONValue { isInSeconds ? number : .integer(length) }

    /// For a form that announces seconds as a string with one decimal.
    var seconds: JSONValue { isInSeconds ? number : .string(decimal) }

    private var number: JSONValue { .number(decimal) }

    private var decimal: String {
        let tenths = (length + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
}
