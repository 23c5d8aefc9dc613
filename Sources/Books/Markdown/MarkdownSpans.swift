import Texts

/// Where the spans of a block end whose inside is not read as Markdown, and which brackets belong
/// together; each found once, so that no mark without an end is searched for again and again.
struct MarkdownSpans {
    /// The bracket that closes one, `[` or `(`.
    private(set) var closing: [Int: Int] = [:]

    private let source: [Unicode.Scalar]
    /// Where runs of backticks begin, by their length.
    private var backticks: [Int: [Int]] = [:]
    /// Where a text comes next, from a place on; nil is nowhere.
    private var found: [String: (from: Int, at: Int?)] = [:]

    init(_ source: [Unicode.Scalar]) {
        self.source = source
        findBackticks()
        findBrackets()
    }

    // MARK: Code

    /// How many backticks stand at a place.
    func backtickCount(at start: Int) -> Int { source[start...].prefix { $0 == "`" }.count }

    /// Where the run of as many backticks begins that ends the code that a run begins; nil if none.
    func codeEnd(at start: Int, count: Int) -> Int? {
        guard let starts = backticks[count] else { return nil }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start + count { low = middle + 1 } else { high = middle }
        }
        return low < starts.count ? starts[low] : nil
    }

    private mutating func findBackticks() {
        var at = 0
        while at < source.count {
            let count = source[at] == "`" ? backtickCount(at: at) : 0
            if count > 0 { backticks[count, default: []].append(at) }
            at += max(count, 1)
        }
    }

    // MARK: Brackets

    /// Brackets in code and in tags are none.
    private mutating func findBrackets() {
        var open: (squares: [Int], rounds: [Int]) = ([], [])
        var at = 0
        while at < source.count {
            switch source[at] {
            case "\\": at += 1
            case "`":
                let count = backtickCount(at: at)
                at = (codeEnd(at: at, count: count) ?? at) + count - 1
            case "<": at = (tagEnd(at: at) ?? at + 1) - 1
            case "[": open.squares.append(at)
            case "]": if let start = open.squares.popLast() { closing[start] = at }
            case "(": open.rounds.append(at)
            case ")": if let start = open.rounds.popLast() { closing[start] = at }
            default: break
            }
            at += 1
        }
    }

    // MARK: Tags

    /// Where a tag, a comment or an address in angle brackets ends; nil if none begins there.
    mutating func tagEnd(at start: Int) -> Int? {
        guard start + 1 < source.count else { return nil }
        switch source[start + 1] {
        case "!":
            if begins("<!--", at: start) { return end(of: "-->", from: start + 2) }
            if begins("<![CDATA[", at: start) { return end(of: "]]>", from: start + 9) }
            let isDeclaration = start + 2 < source.count && source[start + 2].isASCIILetter
            return isDeclaration ? end(of: ">", from: start) : nil
        case "?": return end(of: "?>", from: start + 2)
        default: return addressEnd(at: start) ?? MarkdownTag.end(source, at: start)
        }
    }

    /// Where `<scheme:…>` or `<name@host>` ends.
    func addressEnd(at start: Int) -> Int? {
        let inner = source[(start + 1)...].prefix(2000).prefix {
            $0 != ">" && $0 != "<" && !$0.properties.isWhitespace
        }
        let scheme = inner.prefix {
            $0.isASCIILetterOrDigit || "+.-".unicodeScalars.contains($0)
        }
        guard inner.endIndex < source.count, source[inner.endIndex] == ">",
            inner.first?.isASCIILetter == true,
            scheme.count >= 2 && inner.dropFirst(scheme.count).first == ":"
                || inner.contains("@") && !inner.contains("\\")
        else { return nil }
        return inner.endIndex + 1
    }

    private func begins(_ text: String, at start: Int) -> Bool {
        source[start...].starts(with: text.unicodeScalars)
    }

    /// Where a text next ends.
    private mutating func end(of text: String, from start: Int) -> Int? {
        guard start < source.count else { return nil }
        if let known = found[text], known.from <= start, known.at.map({ $0 >= start }) ?? true {
            return known.at.map { $0 + text.unicodeScalars.count }
        }
        let at = source[start...].indices.first { begins(text, at: $0) }
        found[text] = (start, at)
        return at.map { $0 + text.unicodeScalars.count }
    }
}
