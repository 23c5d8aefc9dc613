extension PageText {
    /// Leaves out the numbers of lines beside verse: 5, 10, 15 at lines that are as far apart.
    mutating func leaveOutLineNumbers() {
        var start = 0
        while start < pieces.count {
            guard pieces[start].hasLines else {
                start += 1
                continue
            }
            let end = pieces[start...].firstIndex { !$0.hasLines } ?? pieces.endIndex
            leaveOutLineNumbers(start..<end)
            start = end
        }
    }

    private mutating func leaveOutLineNumbers(_ range: Range<Int>) {
        let lines = pieces[range].map { $0.block.text.split(separator: "\n") }
        for side in [LineNumber.Side.end, .front] {
            let numbers = lines.joined().enumerated().compactMap { index, line in
                LineNumber(line, at: index + 1, side: side)
            }
            let counted = LineNumber.counted(numbers)
            guard !counted.isEmpty else { continue }
            let byLine = Dictionary(counted.map { ($0.line, $0) }, uniquingKeysWith: { $1 })
            var line = 0
            for (index, texts) in zip(range, lines) {
                let kept = texts.map { text -> Substring in
                    line += 1
                    return byLine[line]?.rest ?? text
                }
                pieces[index].block.text = kept.filter { !$0.isEmpty }.joined(separator: "\n")
            }
            let said = counted.map { String($0.value) }.joined(separator: " ")
            leftOut.append(LeftOut(.mark, place: file, text: said))
            break
        }
    }
}

extension PageText.Piece {
    fileprivate var hasLines: Bool { block.kind == .verse || block.kind == .tableRow }
}

/// A number at an edge of a line, which may be the line's own.
private struct LineNumber {
    enum Side {
        case front, end
    }

    /// The line among those of the poem, from 1.
    let line: Int
    let value: Int
    /// The line without it.
    let rest: Substring

    init?(_ text: Substring, at line: Int, side: Side) {
        guard let edge = side == .end ? text.utf8.last : text.utf8.first,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(edge)
        else { return nil }
        let blanks: (Character) -> Bool = { $0.isWhitespace }
        switch side {
        case .front:
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            let rest = text.dropFirst(digits.count)
            guard let value = Int(digits), let next = rest.first,
                next.isLetter || next.isWhitespace || "“‘\"'—".contains(next)
            else { return nil }
            self.rest = rest.drop(while: blanks)
            self.value = value
        case .end:
            let count = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
            let front = text.dropLast(count)
            let before = front.reversed().prefix(2)
            let isInNumber =
                before.last?.isNumber == true && before.first.map { ".,:/-–".contains($0) } == true
            guard let value = Int(text.suffix(count)), !before.isEmpty, !isInNumber else {
                return nil
            }
            let isCell = front.hasSuffix(", ")
            self.rest = front.dropLast(isCell ? 2 : front.reversed().prefix(while: blanks).count)
            self.value = value
        }
        self.line = line
    }

    /// Those that count the lines: most of all, each as far on as its line is.
    ///
    /// One alone has to be the number of its line in the poem, and one that poems are counted by.
    static func counted(_ numbers: [LineNumber]) -> [LineNumber] {
        let groups = Dictionary(grouping: numbers) { $0.value - $0.line }
        guard let best = groups.values.max(by: { $0.count < $1.count }),
            best.count * 2 > numbers.count
        else { return [] }
        let steps = zip(best, best.dropFirst()).map { $1.value - $0.value }
        if let step = steps.min() {
            return step >= 4 && best.allSatisfy { $0.value % step == 0 } ? best : []
        }
        return best.filter { $0.value == $0.line && $0.value % 5 == 0 }
    }
}
