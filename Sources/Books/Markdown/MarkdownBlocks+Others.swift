import Texts

/// Blocks that are not made of lines of text: commands, markup, notes, tables.
extension MarkdownBlocks {
    mutating func command(_ text: [Unicode.Scalar]) -> Bool {
        guard MarkdownMarks.isCommand(text) else { return false }
        close()
        leave(.mark, String(text))
        return true
    }

    /// Comments and blocks of markup; what stands between tags is read as Markdown.
    mutating func html(_ text: [Unicode.Scalar]) -> Bool {
        guard text.first == "<" else { return false }
        let front = FoldedWord.folded(text.prefix(10))
        let endings = [
            ("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<?", "?>"),
        ]
        guard let ending = endings.first(where: { front.hasPrefix($0.0) })?.1 else { return false }
        close()
        while true {
            let line = lines[index].text
            leave(.alternative, line)
            if line.contains(ending) || index + 1 >= lines.count { return true }
            index += 1
        }
    }

    /// A block of HTML, which goes on to the next blank line: it is read as a page is.
    ///
    /// What stands between its tags is read as Markdown all the same, for many books write so.
    mutating func markup(_ text: [Unicode.Scalar]) -> Bool {
        guard let name = MarkdownMarkup.blockName(text) else { return false }
        close()
        let first = index
        while index + 1 < lines.count,
            MarkdownMarkup.goesOn(name, lines[first...index], next: lines[index + 1])
        {
            index += 1
        }
        let read = MarkdownMarkup(lines[first...index], options: options)
        leftOut += read.leftOut
        entries += read.entries
        return true
    }

    /// `[label]: address "title"` and `[^label]: note`, which goes on over indented lines.
    mutating func definition(_ text: [Unicode.Scalar]) -> Bool {
        guard text.first == "[", paragraph == nil, let close = text.firstIndex(of: "]"), close > 1,
            close + 1 < text.count, text[close + 1] == ":"
        else { return false }
        let label = FoldedWord.folded(text[1..<close])
        let rest = Array(text[(close + 2)...].drop { $0 == " " })
        guard text[1] == "^" else {
            guard !rest.isEmpty else { return false }
            references.insert(text[1..<close])
            leave(.mark, String(text))
            return true
        }
        leave(.noteMark, String(text[...(close + 1)]))
        var note = [MarkdownLine(scalars: rest, endsHard: false)]
        while index + 1 < lines.count, goesOn(lines[index + 1]) {
            index += 1
            if !lines[index].isBlank {
                note.append(MarkdownLine(scalars: lines[index].scalars, endsHard: false))
            }
        }
        notes[label] = (notes[label] ?? []) + note
        return true
    }

    /// Whether a note goes on: lines further in, also after a blank one, or lines right below it.
    private func goesOn(_ line: TextLine) -> Bool {
        if line.isBlank {
            return index + 2 < lines.count && lines[index + 2].indent >= 2
                && !lines[index + 2].isBlank
        }
        if line.indent >= 2 { return true }
        return !lines[index].isBlank
            && line.scalars.first.map { !"[#>-*`|".unicodeScalars.contains($0) } ?? false
    }

    // MARK: Tables

    mutating func table(_ text: [Unicode.Scalar]) -> Bool {
        guard paragraph == nil, text.contains("|"), index + 1 < lines.count,
            MarkdownTable.isRule(lines[index + 1].scalars)
        else { return false }
        addRow(text)
        index += 1
        leave(.mark, lines[index].text)
        while index + 1 < lines.count, lines[index + 1].scalars.contains("|") {
            index += 1
            addRow(lines[index].scalars)
        }
        return true
    }

    private mutating func addRow(_ row: [Unicode.Scalar]) {
        let cells = MarkdownTable.cells(row)
        leave(.mark, String(repeating: "|", count: cells.count - 1))
        let texts = cells.filter { !$0.isEmpty }
        let joined = Array(texts.joined(separator: Array(", ".unicodeScalars)))
        guard !joined.isEmpty else { return }
        entries.append(
            Entry(
                kind: .tableRow, lines: [MarkdownLine(scalars: joined, endsHard: false)],
                lineNumber: lines[index].number))
    }
}
