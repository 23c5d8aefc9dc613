import Texts

/// Reads one job list, a row at a time.
protocol ListReader {
    /// The columns without a meaning that were met so far.
    var others: ColumnNames { get }

    /// What columns mean, as it is said and as the list's own form has it.
    var mapping: ColumnMapping { get }

    /// Whether its texts are HTML, which a list may say itself.
    var isHTML: Bool { get }

    /// What a person should know of the list, once all of it is read.
    var remarks: [String] { get }

    /// Reads the next row into cells that are empty.
    mutating func next(into cells: inout JobCells) throws(TextError) -> ListStep

    /// The place of an offset in the row just read.
    ///
    /// - Parameter path: the list's path, as it was given.
    func place(at offset: Int, in path: String) -> SourcePlace
}

extension ListReader {
    var isHTML: Bool { false }
    var remarks: [String] { [] }
}

/// What a job list gives next; offsets hold until the step after.
enum ListStep {
    /// A row that begins at an offset.
    case row(offset: Int)
    /// A row that cannot be read; the next one can.
    case badRow(offset: Int, message: String)
    /// Something that ends the list before its end.
    case broken(offset: Int, message: String)
    case end
}
