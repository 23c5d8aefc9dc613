/// A place in an input.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// The input's path as it was given; `-` is standard input.
    public let path: String
    /// The line, counted from 1; LF, CR and CRLF each end a line.
    public let line: Int
    /// The column, counted from 1 in Unicode scalars.
    public let column: Int

    /// A place of these parts.
    public init(path: String, line: Int, column: Int) {
        self.path = path
        self.line = line
        self.column = column
    }

    /// A place of a text's position.
    init(_ path: String, _ position: TextPosition) {
        self.init(path: path, line: position.line, column: position.column)
    }

    /// The place as `path:line:column`.
    public var description: String { "\(path):\(line):\(column)" }
}
