import Texts

extension PageReader {
    /// Gathers text.
    mutating func append(_ text: String, _ context: Context, line: Int) {
        var text = text
        if pending.isBlank {
            guard text.utf8.contains(where: { $0 > 0x20 }),
                text.contains(where: { !$0.isWhitespace })
            else {
                pending.text.append(" ")
                return
            }
            pending.isBlank = false
            pending.context = context
            pending.line = line
            if !context.keepsLines { pending.text = "" }
            if initial != nil { pending.text += heldInitial(before: text) }
        }
        if pending.initial != nil { text = joined(text) }
        if let link = context.link {
            pending.links.append(
                PageText.Link(target: link, characterCount: text.visibleTotal))
        }
        if context.keepsLines {
            for scalar in text.unicodeScalars {
                pending.text.unicodeScalars.append(scalar == "\n" ? SpokenText.lineBreak : scalar)
            }
        } else {
            pending.text += text
        }
    }

    /// Makes a block of what has been gathered, or of each stanza of it.
    mutating func flush() {
        defer { pending = Pending() }
        guard !pending.isBlank, !holdInitial() else { return }
        lostCharacterCount += SpokenText.lostCharacterCount(in: pending.text)
        let lines = SpokenText.lines(withNamedCharacters(pending.text))
        guard pending.context.keepsLines, !pending.context.isCode else { return add(lines) }
        for stanza in lines.split(whereSeparator: \.isEmpty) { add(Array(stanza)) }
    }

    /// A text with the characters that Aozora's notes name: `※［＃「口＋愛」、第3水準1-15-23］`.
    private mutating func withNamedCharacters(_ text: String) -> String {
        var result = ""
        var done = 0
        while let place = text.place(of: PageReader.namedCharacter, from: done) {
            let start = text.index(ofByte: place)
            guard let end = text[start...].firstIndex(of: "］") else { break }
            result += text[text.index(ofByte: done)..<start]
            let name = String(text[start..<end].dropFirst(3))
            if let scalar = AozoraText.character(named: name) {
                result.unicodeScalars.append(scalar)
            }
            leaveOut(.mark, String(text[start...end]))
            done = text.utf8.distance(from: text.startIndex, to: text.index(after: end))
        }
        return done == 0 ? text : result + text[text.index(ofByte: done)...]
    }

    private static let namedCharacter = Array("※［＃".utf8)

    private mutating func add(_ all: [String]) {
        let context = pending.context
        var lines = all
        var marks: [PageText.NoteMark] = []
        if !pending.marks.isEmpty {
            let count = all.reduce(0) { $0 + $1.unicodeScalars.count { $0 == SpokenText.noteMark } }
            marks = Array(pending.marks.prefix(count))
            pending.marks.removeFirst(marks.count)
            let goes = setting.options.notes == .skip || context.isNote
            lines = lines.map {
                goes
                    ? SpokenText.replacingMarks(in: $0) { nil } : SpokenText.withoutBrackets($0)
            }
        }
        lines.removeAll(where: \.isEmpty)
        guard !lines.isEmpty else { return }
        if lines.allSatisfy(PageReader.isOrnament) {
            return leaveOut(.mark, lines.joined(separator: " "))
        }
        let kind = self.kind(of: lines)
        let separator =
            switch kind {
            case .verse, .code: "\n"
            default: " "
            }
        let text = kind == .tableRow ? PageReader.row(lines) : lines.joined(separator: separator)
        guard kind != .code || setting.options.readsCode else {
            return leaveOut(.code, text)
        }
        page.pieces.append(
            PageText.Piece(
                block: Block(kind, text), part: context.part, line: pending.line,
                marks: marks, links: pending.links))
        pending.links = []
    }

    /// Lines that a page breaks by itself are verse if they are several and short.
    private func kind(of lines: [String]) -> Block.Kind {
        let context = pending.context
        guard context.kind == .paragraph else { return context.kind }
        if context.isVerse { return lines.count > 1 ? .verse : .paragraph }
        let isVerse = lines.count > 2 && lines.allSatisfy { $0.count <= 64 }
        return isVerse ? .verse : .paragraph
    }

    /// The cells of a row, parted by commas where they end in no mark of their own.
    private static func row(_ cells: [String]) -> String {
        cells.dropLast().reduce(into: "") { row, cell in
            row +=
                cell.last.map { ",;:.!?，、。；：！？".contains($0) } == true
                ? "\(cell) " : "\(cell), "
        } + (cells.last ?? "")
    }

    /// Lists something that is not spoken; what is small and many becomes one entry a file.
    mutating func leaveOut(_ reason: LeftOut.Reason, _ raw: String) {
        let text = SpokenText.line(raw)
        guard !text.isEmpty else { return }
        if [.ruby, .noteMark, .pageNumber, .mark].contains(reason) {
            small[reason, default: []].append(text)
        } else {
            page.leftOut.append(LeftOut(reason, place: page.file, text: text))
        }
    }

    /// Lists what is small and many as one entry for each reason.
    mutating func listSmall() {
        for reason in LeftOut.Reason.allCases {
            guard let texts = small[reason] else { continue }
            page.leftOut.append(
                LeftOut(reason, place: page.file, text: texts.joined(separator: " ")))
        }
        if lostCharacterCount > 0 {
            leaveOut(.unreadable, "damaged characters: \(lostCharacterCount)")
        }
    }

    /// Leaves out a letter that stood alone in its block and that no text came after.
    mutating func leaveOutInitial() {
        if let held = initial { leaveOut(.alternative, held.text) }
        initial = nil
    }

    /// Whether a line is there to be seen only: a row of stars, a rule of dashes.
    private static func isOrnament(_ line: String) -> Bool {
        line.allSatisfy { "*•·⁂※❦~–—_=+#- ".contains($0) }
    }
}
