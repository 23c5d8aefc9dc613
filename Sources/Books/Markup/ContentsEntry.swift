/// An entry of a book's table of contents.
struct ContentsEntry: Sendable {
    /// Where an entry leads.
    enum Place: Sendable {
        /// Nowhere: it only says what its children are.
        case label
        case target(PageTarget)
        /// The number of a piece in reading order.
        case piece(Int)
    }

    /// What it is called.
    var title: String
    var place = Place.label
    var children: [ContentsEntry] = []

    /// Hands the entry and all below it to a function.
    func forEach(_ body: (ContentsEntry) -> Void) {
        body(self)
        for child in children { child.forEach(body) }
    }
}
