extension PageReader {
    /// Gathers text.
    mutating func append(_ text: String, _ context: Context, line: Int) {
        if pending.isBlank {
            guard text.contains(where: { !$0.isWhitespace }) else {
                pending.text.append(" ")
                return
            }
            pending.isBlank = false
            pending.context = context
            pending.line = line
            if !context.keepsLines { pending.text = "" }
        }
        if let link = context.link {
            let count = text.count { !$0.isWhitespace }
            pending.links.append(PageText.Link(target: link, characterCount: count))
        }
        if context.keepsLines {
            for scalar in text.unicodeScalars {
                pending.text.unicodeScalars.append(scalar == "\n" ? SpokenText.lineBreak : scalar)
            }
        } else {
            pending.text += text
        }
    }

    /// Makes a block of what has been gathered.
    mutating func flush() {
        defer { pending = Pending() }
        guard !pending.isBlank else { return }
        lostCharacterCount += SpokenText.lostCharacterCount(in: pending.text)
        var lines = SpokenText.lines(pending.text)
        let context = pending.context
        if !pending.marks.isEmpty {
            let goes = setting.options.notes == .skip || context.isNote
            lines = lines.map(goes ? PageReader.withoutMarks : PageReader.withoutBrackets)
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
                marks: pending.marks, links: pending.links))
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

    /// Brackets around a mark of a note go with it.
    private static func withoutBrackets(_ line: String) -> String {
        guard line.unicodeScalars.contains(SpokenText.noteMark) else { return line }
        let mark = String(Character(SpokenText.noteMark))
        var line = line
        for (left, right) in [("[", "]"), ("(", ")"), ("〔", "〕"), ("［", "］"), ("（", "）")] {
            while let range = line.firstRange(of: "\(left)\(mark)\(right)") {
                line.replaceSubrange(range, with: mark)
            }
        }
        return line
    }

    private static func withoutMarks(_ line: String) -> String {
        guard line.unicodeScalars.contains(SpokenText.noteMark) else { return line }
        var scalars = withoutBrackets(line).unicodeScalars
        scalars.removeAll { $0 == SpokenText.noteMark }
        return SpokenText.line(String(scalars))
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

    /// Whether a line is there to be seen only: a row of stars, a rule of dashes.
    private static func isOrnament(_ line: String) -> Bool {
        line.allSatisfy { "*•·⁂※❦~–—_=+#- ".contains($0) }
    }
}
