import Texts

/// Makes chapters of Markdown blocks.
///
/// Chapters begin at the headings of the first level that has two or more of them, `#` before `##`;
/// a lone heading above them is the title. Where the headings of that level name parts (`Part I`,
/// `Book Two`), chapters begin at the level below, and a part's heading goes to its first chapter.
/// All deeper headings are spoken within their chapter.
struct MarkdownChapters {
    private(set) var book: Book
    private let path: String
    private let options: BookReadingOptions
    private var source: MarkdownBlocks
    /// The titles of headings that no mark tells, by their entries.
    private var plainTitles: [Int: String] = [:]
    private var waiting: [Block] = []
    private var waitingPlace: SourcePlace?
    private var endNotes: [MarkdownInlines.Note] = []
    private var spokenNotes: Set<String> = []
    private var marks: [LeftOut] = []

    init(
        _ source: MarkdownBlocks, path: String, options: BookReadingOptions, metadata: BookMetadata
    ) {
        self.path = path
        self.options = options
        self.source = source
        book = Book(metadata: metadata, leftOut: source.leftOut)
        build()
        for (label, lines) in source.notes.sorted(by: { $0.key < $1.key })
        where !spokenNotes.contains(label) {
            leave(.note, at: 0, String(lines.map(\.scalars).joined(separator: [" "])))
        }
    }

    private var levels: HeadingLevels {
        HeadingLevels(
            source.entries.map { entry in
                guard case .heading(let level) = entry.kind else { return nil }
                return (level, entry.lines.first?.scalars ?? [])
            })
    }

    /// Makes headings of the paragraphs that read so, below the one that is marked.
    private mutating func markPlainHeadings() {
        let texts = source.entries.map { $0.kind == .code ? "" : plainText($0) }
        for heading in PlainHeadings(texts).headings {
            plainTitles[heading.paragraphs.lowerBound] = heading.title
            for index in heading.paragraphs {
                let isFirst = index == heading.paragraphs.lowerBound
                source.entries[index].kind = .heading(level: isFirst ? heading.level + 1 : 6)
            }
        }
    }

    private mutating func build() {
        if levels.starts.count < 2 { markPlainHeadings() }
        let levels = levels
        var starts = levels.starts
        let first = starts.first?.entry ?? source.entries.count
        if first > 0 {
            if let title = levels.title {
                book.metadata.title = book.metadata.title ?? plainText(source.entries[title])
            }
            let title = starts.isEmpty ? book.metadata.title ?? fileName : nil
            add(
                0..<first, title: title, level: 1,
                matter: !starts.isEmpty && isTitlePage(0..<first) ? .front : .body)
        }
        starts.append((source.entries.count, 1, false))
        var part: String?
        for (start, next) in zip(starts, starts.dropFirst()) {
            let range = start.entry..<next.entry
            if start.isPart { part = plainText(source.entries[start.entry]) }
            if start.isPart, range.count == 1 {
                if let heading = block(source.entries[start.entry]) { waiting.append(heading) }
                waitingPlace = waitingPlace ?? place(source.entries[start.entry])
            } else {
                add(
                    range,
                    title: plainTitles[start.entry] ?? plainText(source.entries[start.entry]),
                    level: start.level,
                    part: start.level > 1 ? part : nil, matter: .body)
            }
        }
        if !waiting.isEmpty {
            append(
                Chapter(
                    title: waiting[0].text,
                    place: waitingPlace ?? SourcePlace(path: path, line: 1, column: 1)), [])
        }
    }

    private var fileName: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name }
            ?? name
    }

    /// Whether what stands before the first chapter is no more than a title and an imprint.
    private func isTitlePage(_ range: Range<Int>) -> Bool {
        let blocks = source.entries[range].map { entry in
            Block(
                entry.kind,
                entry.lines.map { String(inlines($0.scalars, speaksNotes: false).text) }
                    .joined(separator: "\n"))
        }
        return blocks.allSatisfy(\.kind.isHeading)
            || TitlePageLines(book.metadata)?.isTitlePage(blocks, isBelowTitle: true) == true
    }

    private mutating func add(
        _ range: Range<Int>, title: String?, level: Int, part: String? = nil, matter: Chapter.Matter
    ) {
        var blocks = source.entries[range].compactMap { block($0) }
        for note in endNotes { blocks.append(Block(.paragraph, String(noteText(note)))) }
        endNotes = []
        guard !blocks.isEmpty else { return }
        append(
            Chapter(
                title: title, level: level, parts: part.map { [$0] } ?? [], matter: matter,
                place: place(source.entries[range.lowerBound])), blocks)
    }

    private mutating func append(_ chapter: Chapter, _ blocks: [Block]) {
        var chapter = chapter
        chapter.blocks = waiting + blocks
        book.chapters.append(chapter)
        (waiting, waitingPlace) = ([], nil)
    }

    private func place(_ entry: MarkdownBlocks.Entry) -> SourcePlace {
        SourcePlace(path: path, line: entry.lineNumber, column: 1)
    }

    private mutating func leave(_ reason: LeftOut.Reason, at line: Int, _ text: String) {
        book.leftOut.append(LeftOut(reason, place: line > 0 ? "line \(line)" : path, text: text))
    }

    // MARK: Blocks

    private mutating func block(_ entry: MarkdownBlocks.Entry) -> Block? {
        let joined = joined(entry)
        if entry.kind == .code {
            let text = String(joined)
            return text.allSatisfy(\.isWhitespace) ? nil : Block(.code, text)
        }
        let inlines = inlines(joined, speaksNotes: options.notes == .inline)
        for piece in inlines.leftOut { leave(piece.reason, at: entry.lineNumber, piece.text) }
        for note in inlines.notes { take(note, at: entry.lineNumber) }
        let text = MarkdownChapters.collapsed(inlines.text)
        return text.isEmpty ? nil : Block(entry.kind, String(text))
    }

    /// Leaves out a note that is marked in a block, or keeps it for the chapter's end.
    private mutating func take(_ note: MarkdownInlines.Note, at line: Int) {
        if case .labelled(let label) = note, !spokenNotes.insert(label).inserted { return }
        guard let raw = raw(note) else { return }
        switch options.notes {
        case .skip: leave(.note, at: line, String(raw))
        case .end: endNotes.append(note)
        case .inline: break
        }
    }

    /// A note with the marks in it; nil if it is nowhere.
    private func raw(_ note: MarkdownInlines.Note) -> [Unicode.Scalar]? {
        switch note {
        case .inline(let text): text
        case .labelled(let label):
            source.notes[label].map { Array($0.map(\.scalars).joined(separator: [" "])) }
        }
    }

    private func joined(_ entry: MarkdownBlocks.Entry) -> [Unicode.Scalar] {
        let breaks = entry.kind == .verse || entry.kind == .code
        var text: [Unicode.Scalar] = []
        for (index, line) in entry.lines.enumerated() {
            if index > 0, breaks {
                text.append("\n")
            } else if index > 0, ParagraphBuilder.needsSpace(text, line.scalars) {
                text.append(" ")
            }
            text += line.scalars
        }
        return text
    }

    private func inlines(_ text: [Unicode.Scalar], speaksNotes: Bool) -> MarkdownInlines {
        MarkdownInlines(
            text, references: source.references, readsAlternativeText: options.readsAlternativeText
        ) { note in
            guard speaksNotes, raw(note) != nil else { return [] }
            return Array(" (".unicodeScalars) + noteText(note) + [")"]
        }
    }

    private func noteText(_ note: MarkdownInlines.Note) -> [Unicode.Scalar] {
        MarkdownChapters.collapsed(inlines(raw(note) ?? [], speaksNotes: false).text)
    }

    private func plainText(_ entry: MarkdownBlocks.Entry) -> String {
        String(MarkdownChapters.collapsed(inlines(joined(entry), speaksNotes: false).text))
    }

    /// Single spaces, and none at the ends of lines.
    private static func collapsed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var collapsed: [Unicode.Scalar] = []
        for scalar in text {
            if scalar == " ", collapsed.last == " " || collapsed.last == "\n" || collapsed.isEmpty {
                continue
            }
            if scalar == "\n" {
                while collapsed.last == " " { collapsed.removeLast() }
                if collapsed.isEmpty || collapsed.last == "\n" { continue }
            }
            collapsed.append(scalar)
        }
        while collapsed.last == " " || collapsed.last == "\n" { collapsed.removeLast() }
        return collapsed
    }
}

/// Which headings begin chapters.
struct HeadingLevels {
    /// The entries that do, with their level in the book, from 1, and whether they are parts.
    private(set) var starts: [(entry: Int, level: Int, isPart: Bool)] = []
    /// The entry that is the book's title.
    private(set) var title: Int?

    /// Chooses among the blocks of a text; nil is no heading.
    init(_ entries: [(level: Int, text: [Unicode.Scalar])?]) {
        let headings = entries.enumerated().compactMap { index, heading in
            heading.map { (entry: index, level: $0.level, text: $0.text) }
        }
        guard let first = headings.first else { return }
        let counts = Dictionary(grouping: headings, by: \.level).mapValues(\.count)
        let isTitled =
            counts[first.level] == 1 && headings.count > 1
            && headings.dropFirst().allSatisfy { $0.level > first.level }
        if isTitled { title = first.entry }
        let rest = isTitled ? headings.dropFirst() : headings[...]
        let level =
            counts.filter { $0.value >= 2 }.keys.min() ?? rest.map(\.level).min() ?? first.level
        let chapters = rest.filter { $0.level <= level }
        let parts = chapters.filter { HeadingLevels.isPart($0.text) }
        let below = rest.filter { $0.level > level }.map(\.level).min()
        let inner = below.map { inner in rest.filter { $0.level == inner } } ?? []
        let hasParts =
            parts.count >= 2 && parts.count * 2 >= chapters.count && inner.count >= parts.count
        for heading in rest where heading.level <= level || hasParts && heading.level == below {
            let isInner = heading.level > level
            starts.append(
                (
                    heading.entry, isInner ? 2 : 1,
                    hasParts && !isInner && parts.contains { $0.entry == heading.entry }
                ))
        }
    }

    private static func isPart(_ text: [Unicode.Scalar]) -> Bool {
        HeadingMark.readings(of: text).contains { $0.form.depth < HeadingMark.Form.chapterDepth }
    }
}
