/// What a file of markup says, before it is cut into chapters.
struct PageText {
    /// A block and what is known of it.
    struct Piece {
        var block: Block
        /// The part of the book its elements name; nil if they name none.
        let part: BookPart?
        /// Where it begins in the file.
        let line: Int
        /// The notes whose marks stand in the text as `SpokenText.noteMark`, in order.
        var marks: [NoteMark]
        /// The links in it that are spoken.
        let links: [Link]
    }

    /// Text that leads to another place in the book.
    struct Link {
        let target: PageTarget
        let characterCount: Int
    }

    /// The mark of a note.
    struct NoteMark {
        /// Where it leads; nil if it does not say.
        var target: PageTarget?
        /// What it looks like on the page.
        let text: String
    }

    /// A footnote or endnote.
    struct Note {
        /// The names by which marks reach it.
        var names: Set<String>
        var pieces: [Piece]
        /// The index of the piece before which it stands.
        var position: Int
    }

    /// The file's name.
    let file: String
    var pieces: [Piece] = []
    /// By the name of an element, the index of the first piece that begins in it or after.
    var anchors: [String: Int] = [:]
    /// The names among them whose text turned out to be notes.
    var emptied: Set<String> = []
    var notes: [Note] = []
    var leftOut: [LeftOut] = []
}
