/// What a quote means in CSV.
package enum CSVQuoting: String, CaseIterable, Sendable {
    /// A field may stand in double quotes; a quote inside is doubled.
    case double
    /// A quote is a character as any other, so that no field holds a delimiter or a line break.
    case none
}
