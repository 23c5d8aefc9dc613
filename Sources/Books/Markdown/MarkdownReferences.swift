import Texts

/// The labels that a Markdown text defines as links.
struct MarkdownReferences {
    private var labels: Set<String> = []
    private var longest = 0

    /// No longer label counts, by CommonMark.
    private static let lengthLimit = 999

    /// Adds a label as it is written.
    mutating func insert(_ label: ArraySlice<Unicode.Scalar>) {
        labels.insert(MarkdownReferences.key(label))
        longest = max(longest, label.count)
    }

    /// Whether a label is defined; case and the length of white space do not count.
    func has(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
        // A long one is not folded: in nested brackets each is longer than the one before.
        guard !labels.isEmpty, !label.isEmpty, label.count <= longest + 20,
            label.count <= MarkdownReferences.lengthLimit
        else { return false }
        return labels.contains(MarkdownReferences.key(label))
    }

    private static func key(_ label: ArraySlice<Unicode.Scalar>) -> String {
        FoldedWord.folded(label).singleSpaced
    }
}
