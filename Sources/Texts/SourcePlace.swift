/// A place in an input.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// The input's path as it was given; `-` is standard input.
    package let path: String
    /// The line, counted from 1; LF, CR and CRLF each end a line.
    package let line: Int
    /// The column, counted from 1 in Unicode scalars.
    package let column: Int
    /// The cell of a workbook, `Sheet1!B7`; nil in a text.
    package let cell: String?

    /// A place of these parts.
    package init(path: String, line: Int, column: Int, cell: String? = nil) {
        self.path = path
        self.cell = cell
        self.line = line
        self.column = column
    }

    /// A place of a text's position.
    package init(_ path: String, _ position: TextPosition) {
        self.init(path: path, line: position.line, column: position.column)
    }

    /// The place as `path:line:column`, or with its cell, fit for a line of a terminal.
    package var description: String {
        "\(path.onOneLine):" + (cell?.onOneLine ?? "\(line):\(column)")
    }
}
