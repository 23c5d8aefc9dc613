import Texts

/// Finds notes that no link leads to, and their marks: `[1]`, raised numbers, stars.
///
/// A note begins with its label and stands after its mark. Where labels are those of any list, they
/// have to count, each with its mark, and stand below a heading `Notes` or at the end of a page.
/// A mark without a note stays in the text, and so does a list whose numbers nothing marks.
struct UnlinkedNotes {
    /// A note where it stands.
    private struct Definition {
        let page: Int
        var pieces: Range<Int>
        let label: NoteLabel
        /// Which stretch of its page it stands in, and whether that is called `Notes`.
        let section: Int
        let isTitled: Bool
        var mark: Place?
    }

    /// Where a mark stands.
    private struct Place: Comparable, Hashable {
        let page: Int
        let piece: Int
        let index: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.page, left.piece, left.index) < (right.page, right.piece, right.index)
        }
    }

    private(set) var pages: [PageText]
    private var definitions: [Definition] = []
    private var marks: [[[UnlinkedMarks.Mark]]] = []

    /// The pages of a book, with the notes taken out of their texts.
    init(in pages: [PageText], wanted: BookReadingOptions.Notes) {
        self.pages = pages
        for page in pages.indices { findDefinitions(on: page) }
        guard !definitions.isEmpty else { return }
        findMarks()
        match()
        accept()
        guard leavesText else { return }
        for page in pages.indices { take(on: page, wanted) }
    }

    // MARK: Notes

    private mutating func findDefinitions(on page: Int) {
        var (section, notesLevel) = (0, Int?.none)
        let pieces = pages[page].pieces
        for (index, piece) in pieces.enumerated() {
            if let level = piece.headingLevel {
                section += 1
                if TitleWords.isNotes(piece.block.text) {
                    notesLevel = level
                } else if let above = notesLevel, level <= above {
                    notesLevel = nil
                }
            } else if piece.block.kind != .code, let label = NoteLabel(piece.block.text) {
                let isAlone = label.isAll(of: piece.block.text)
                let end = index + (isAlone ? 2 : 1)
                guard end <= pieces.count, !isAlone || pieces[index + 1].headingLevel == nil else {
                    continue
                }
                definitions.append(
                    Definition(
                        page: page, pieces: index..<end, label: label, section: section,
                        isTitled: notesLevel != nil))
            }
        }
    }

    // MARK: Marks

    private mutating func findMarks() {
        let keys = Set(definitions.map(\.label.key))
        let own = Set(
            definitions.map { Place(page: $0.page, piece: $0.pieces.lowerBound, index: 0) })
        marks = pages.indices.map { page in
            pages[page].pieces.enumerated().map { index, piece in
                let isNote = own.contains(Place(page: page, piece: index, index: 0))
                return isNote ? [] : UnlinkedMarks(in: piece, keys: keys).marks
            }
        }
    }

    private func mark(_ place: Place) -> UnlinkedMarks.Mark {
        marks[place.page][place.piece][place.index]
    }

    /// Gives each note the first mark with its label that stands before it and is not taken: one of
    /// its own page, or else, where labels are sure, one of the pages before.
    private mutating func match() {
        var waiting: [String: [Place]] = [:]
        var next = 0
        var last: Place?
        for page in pages.indices {
            for piece in pages[page].pieces.indices {
                while next < definitions.count, definitions[next].page == page,
                    definitions[next].pieces.lowerBound == piece
                {
                    if next > 0, definitions[next - 1].section != definitions[next].section {
                        last = nil
                    }
                    let key = definitions[next].label.key
                    if let found = choose(for: definitions[next], waiting[key] ?? [], after: last) {
                        definitions[next].mark = found
                        waiting[key]?.removeAll { $0 == found }
                        last = found
                    }
                    next += 1
                }
                for index in marks[page][piece].indices {
                    let key = marks[page][piece][index].key
                    waiting[key, default: []].append(Place(page: page, piece: piece, index: index))
                }
            }
        }
    }

    private func choose(
        for note: Definition, _ places: [Place], after last: Place?
    ) -> Place? {
        let fitting = places.filter { isMark(mark($0).form, of: note.label.form) }
        let near = fitting.filter { $0.page == note.page }
        let isSure = note.isTitled || note.label.form == .bracketed
        let found = near.isEmpty && isSure ? fitting : near
        let words = found.filter { !mark($0).isPower }
        let chosen = words.isEmpty ? found : words
        return chosen.first { place in last.map { $0 < place } ?? true } ?? chosen.first
    }

    private func isMark(_ mark: NoteLabel.Form, of note: NoteLabel.Form) -> Bool {
        switch note {
        case .bracketed, .raised, .plain: mark == .bracketed || mark == .raised
        case .circled, .sign: mark == note || mark == .bracketed
        }
    }

    // MARK: What is a note

    /// Keeps the notes of each stretch that are certain, and gives them what belongs to them.
    private mutating func accept() {
        var kept: [Definition] = []
        var start = 0
        while start < definitions.count {
            let first = definitions[start]
            let end =
                definitions[start...].firstIndex {
                    $0.page != first.page || $0.section != first.section
                } ?? definitions.endIndex
            kept += accepted(Array(definitions[start..<end]))
            start = end
        }
        definitions = kept
    }

    private func accepted(_ all: [Definition]) -> [Definition] {
        guard let first = all.first else { return [] }
        let end = sectionEnd(after: first)
        func isSure(_ note: Definition) -> Bool {
            note.label.form != .plain && note.label.form != .circled
        }
        let sure = all.filter(isSure)
        let marked = sure.filter { $0.mark != nil }
        if !sure.isEmpty {
            guard marked.count * 2 > sure.count else { return [] }
            // Below a heading `Notes` labels may be written in several ways.
            let notes = first.isTitled ? all.filter { isSure($0) || $0.mark != nil } : marked
            return extended(notes, to: end, isTitled: first.isTitled)
        }
        // The list that ends the stretch: 1, 2, 3, each with its mark.
        var list: [Definition] = []
        for note in all {
            let isNext = list.last.map { Int($0.label.key) ?? 0 } == (Int(note.label.key) ?? 0) - 1
            list = isNext ? list + [note] : [note]
        }
        guard let start = list.first, list.allSatisfy({ $0.mark != nil }) else { return [] }
        let others = end - start.pieces.lowerBound - list.reduce(0) { $0 + $1.pieces.count }
        guard first.isTitled || others == 0 else { return [] }
        return extended(list, to: end, isTitled: first.isTitled)
    }

    private func sectionEnd(after note: Definition) -> Int {
        let pieces = pages[note.page].pieces
        return pieces[note.pieces.upperBound...].firstIndex(where: \.isHeading) ?? pieces.endIndex
    }

    /// What stands between two notes belongs to the first, if there is less of it than of notes.
    private func extended(
        _ notes: [Definition], to end: Int, isTitled: Bool
    ) -> [Definition] {
        guard let first = notes.first, let last = notes.last else { return [] }
        let span = last.pieces.upperBound - first.pieces.lowerBound
        guard isTitled || span < notes.count * 2 else { return notes }
        return notes.enumerated().map { index, note in
            var note = note
            let next =
                index + 1 < notes.count
                ? notes[index + 1].pieces.lowerBound : isTitled ? end : note.pieces.upperBound
            note.pieces = note.pieces.lowerBound..<max(next, note.pieces.upperBound)
            return note
        }
    }

    /// Whether a book is left without its notes.
    private var leavesText: Bool {
        let notes = definitions.reduce(0) { sum, note in
            sum + pages[note.page].pieces[note.pieces].reduce(0) { $0 + $1.block.text.utf8.count }
        }
        let all = pages.lazy.flatMap(\.pieces).reduce(0) { $0 + $1.block.text.utf8.count }
        return !definitions.isEmpty && notes * 3 < all * 2
    }

    // MARK: Taking notes out

    private mutating func take(on page: Int, _ wanted: BookReadingOptions.Notes) {
        let own = definitions.indices.filter { definitions[$0].page == page }
        let marked = definitions.indices.filter { definitions[$0].mark?.page == page }
        guard !own.isEmpty || !marked.isEmpty else { return }
        var said: [String] = []
        for (piece, notes) in Dictionary(grouping: marked, by: { definitions[$0].mark?.piece ?? 0 })
        {
            said += mark(piece, on: page, notes)
            if wanted == .skip {
                let text = pages[page].pieces[piece].block.text
                pages[page].pieces[piece].block.text = SpokenText.replacingMarks(in: text) { nil }
            }
        }
        for index in own { say(&said, noteAt: index) }
        if !said.isEmpty {
            pages[page].leftOut.append(
                LeftOut(.noteMark, place: pages[page].file, text: said.joined(separator: " ")))
        }
        pages[page].remove(Set(own.flatMap { definitions[$0].pieces }))
        pages[page].leaveOutNoteHeadings()
    }

    /// Puts marks where those of some notes stand in a piece; returns what stood there.
    private mutating func mark(_ piece: Int, on page: Int, _ notes: [Int]) -> [String] {
        var text = Array(pages[page].pieces[piece].block.text.unicodeScalars)
        var given = pages[page].pieces[piece].marks
        var said: [String] = []
        let places = notes.compactMap { note in definitions[note].mark.map { (note, mark($0)) } }
        for (note, mark) in places.sorted(by: { $0.1.range.lowerBound > $1.1.range.lowerBound }) {
            if let index = mark.given {
                given[index].target = target(of: note)
                continue
            }
            said.append(String(String.UnicodeScalarView(text[mark.range])))
            let before = text[..<mark.range.lowerBound].count { $0 == SpokenText.noteMark }
            text.replaceSubrange(mark.range, with: [SpokenText.noteMark])
            // Without a text of its own, the mark takes nothing from the front of the note.
            given.insert(
                PageText.NoteMark(target: target(of: note), text: ""),
                at: min(before, given.count))
        }
        pages[page].pieces[piece].block.text = String(String.UnicodeScalarView(text))
        pages[page].pieces[piece].marks = given
        return said.reversed()
    }

    private func target(of note: Int) -> PageTarget {
        PageTarget(
            file: pages[definitions[note].page].file,
            fragment: "unlinked note \(definitions[note].pieces.lowerBound)")
    }

    private mutating func say(_ said: inout [String], noteAt index: Int) {
        let note = definitions[index]
        var pieces = Array(pages[note.page].pieces[note.pieces])
        guard let text = pieces.first?.block.text else { return }
        let label = text.unicodeScalars.prefix(note.label.count)
        said.append(SpokenText.line(String(String.UnicodeScalarView(label))))
        pieces[0].block.text = note.label.rest(of: text)
        pieces.removeAll { $0.block.text.isEmpty }
        pages[note.page].notes.append(
            PageText.Note(
                names: [target(of: index).fragment ?? ""], pieces: pieces,
                position: note.pieces.lowerBound))
    }
}
