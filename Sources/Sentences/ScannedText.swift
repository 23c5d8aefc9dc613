import Texts

/// A text as scalars with the role of each, for reading at any place in constant time.
struct ScannedText {
    let scalars: [Unicode.Scalar]
    var roles: [Role]

    init(_ text: String, furtherMarks: [Unicode.Scalar] = []) {
        scalars = Array(text.unicodeScalars)
        roles = scalars.map(Role.init)
        guard !furtherMarks.isEmpty else { return }
        for index in scalars.indices where furtherMarks.contains(scalars[index]) {
            roles[index] = .mark
        }
    }

    var count: Int { scalars.count }

    /// The role at an index; a line break outside the text.
    func role(_ index: Int) -> Role {
        roles.indices.contains(index) ? roles[index] : .lineBreak
    }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for index in range { view.append(scalars[index]) }
        return String(view)
    }

    /// The first index from one on at which neither white space nor a format character stands.
    func skippingBlanks(from index: Int) -> Int {
        var index = index
        while index < count, roles[index].isBlank || roles[index] == .format { index += 1 }
        return index
    }

    /// The first index from one on at which no white space stands.
    func skippingWhiteSpace(from index: Int) -> Int {
        var index = index
        while index < count, roles[index].isBlank { index += 1 }
        return index
    }

    /// The end of the text before an index, without the white space at that end.
    func trimmingWhiteSpace(before index: Int) -> Int {
        var index = index
        while index > 0, roles[index - 1].isBlank { index -= 1 }
        return index
    }

    func isLetter(_ index: Int) -> Bool {
        scalars.indices.contains(index) && roles[index] == .plain
            && scalars[index].properties.isAlphabetic
    }

    func isLowercase(_ index: Int) -> Bool {
        isLetter(index) && scalars[index].properties.isLowercase
    }

    func isUppercase(_ index: Int) -> Bool {
        isLetter(index) && scalars[index].properties.isUppercase
    }

    /// Whether a scalar belongs to a script that is written without spaces between words.
    func isUnspaced(_ index: Int) -> Bool {
        scalars.indices.contains(index) && scalars[index].doesWithoutSpaces
    }

    /// Whether a grapheme cluster ends before an index that white space or punctuation touches.
    ///
    /// Two scalars decide there: only longer runs of letters, flags or emoji need more.
    func isClusterBoundary(_ index: Int) -> Bool {
        guard index > 0, index < count else { return true }
        let (left, right) = (scalars[index - 1], scalars[index])
        if left.isASCII, right.isASCII { return !(left == "\r" && right == "\n") }
        return string(index - 1..<index + 1).count == 2
    }
}
