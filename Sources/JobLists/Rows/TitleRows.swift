import Texts

/// The rows above a list's header: a title, a date, headings over several columns.
///
/// A row is passed over where it is no header, a later one is, and that names more columns than the row
/// fills cells: a row of the list itself is hardly ever taken for a title then.
struct TitleRows {
    /// How many rows are looked at.
    private static let most = 20

    /// What was wrong with the first row as a header.
    private(set) var fault: HeaderFault?
    /// What the rows say that were passed over, the first cell of each.
    private var said: [String] = []
    private var mostFilled = 0

    /// The columns that a row names; nil where it may be a title, so that the next one is to be asked.
    ///
    /// - Parameters:
    ///   - areGiven: whether the names are the tool's, and stand in no row.
    ///   - read: reads it as a header.
    /// - Throws: what is wrong with the first row, once no other can be the header.
    mutating func columns(
        named names: [String], areGiven: Bool, _ read: () throws(HeaderFault) -> ListColumns
    ) throws(HeaderFault) -> ListColumns? {
        let filled = names.filter { !$0.isBlank }
        do throws(HeaderFault) {
            let columns = try read()
            guard let fault else { return columns }
            if filled.count > mostFilled { return columns }
            throw fault
        } catch {
            if fault == nil { fault = error }
            if areGiven || said.count == Self.most { throw fault ?? error }
            said += [filled.first ?? ""]
            mostFilled = max(mostFilled, filled.count)
            return nil
        }
    }

    /// What was passed over, in a sentence; nil where that is nothing.
    var remark: String? {
        guard !said.isEmpty else { return nil }
        let shown = said.prefix(3).map { "“\($0.excerpt)”" }.joined(separator: ", ")
        let more = said.count > 3 ? " and \(said.count - 3) more" : ""
        let verb = said.count == 1 ? "is" : "are"
        return "\(counted(said.count, "row")) above the header \(verb) not read: \(shown)\(more)"
    }
}
