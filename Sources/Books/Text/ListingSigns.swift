/// Tells listings of programs, settings, commands, logs and drawn tables from prose and verse.
///
/// A line is a listing's if it has signs that sentences do not have where programs have them; lines
/// of plain words count against it.
enum ListingSigns {
    /// Whether lines, without those that are blank, are a listing: most of those that say either.
    ///
    /// - Parameter isSetApart: Whether the lines stand as listings do, so that half of them is
    ///   enough.
    static func areListing(_ lines: [some StringProtocol], isSetApart: Bool = false) -> Bool {
        var (code, prose, dense, all) = (0, 0, 0, 0)
        for line in lines {
            let words = String(line).split { $0.isWhitespace }.map(String.init)
            guard !words.isEmpty else { continue }
            for character in words.joined() {
                all += 1
                if signs.contains(character) { dense += 1 }
            }
            if isCode(words) {
                code += 1
            } else if isProse(words) {
                prose += 1
            }
        }
        if dense * 12 > all, code >= prose { return true }
        return code > prose || code > 0 && code == prose && (isSetApart || dense * 25 > all)
    }

    private static let signs = Set("{}[]<>=;$#/\\|&_+@~^%`")

    private static func isCode(_ words: [String]) -> Bool {
        guard let first = words.first, let last = words.last else { return false }
        return isOpened(first, count: words.count) || isClosed(last, words)
            || words.contains(where: hasSign) || words.dropFirst().contains(where: isFlag)
            || isStatement(words, first: first, last: last) || isRow(words)
    }

    /// Words as sentences and verse have them: letters, with marks at their ends only.
    private static func isProse(_ words: [String]) -> Bool {
        let plain = words.count { word in
            let inner = word.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }
            return !inner.isEmpty && inner.allSatisfy { $0.isLetter || "'’-—".contains($0) }
        }
        return plain * 4 >= words.count * 3
    }

    // MARK: Edges of lines

    /// A prompt, a comment, a tag, a directive.
    private static func isOpened(_ first: String, count: Int) -> Bool {
        if prompts.contains(first), count > 1 { return true }
        if comments.contains(where: first.hasPrefix) { return true }
        let rest = first.dropFirst()
        switch first.first {
        case "<": return rest.first.map { $0.isLetter || "/!?%".contains($0) } ?? false
        case "@", "!", ".":
            return rest.count > 1 && rest.allSatisfy { isInName($0) || "./*".contains($0) }
        case "[":
            return count == 1 && rest.last == "]" && rest.first?.isLowercase == true
                && rest.dropLast().allSatisfy { isInName($0) || ".-".contains($0) }
        case "*": return first.hasPrefix("*.")
        default: return false
        }
    }

    private static let prompts: Set<String> = [
        "$", "#", "%", ">>>", "C:\\>", "mysql>", "sqlite>", "irb>", "PS>",
    ]
    private static let comments = ["//", "/*", "*/", "#!", "<!--", "--[[", ";;", "{-", "#include"]

    /// What ends a statement or a block.
    private static func isClosed(_ last: String, _ words: [String]) -> Bool {
        if last.hasSuffix("))")
            || words[0].first == "(" && words.dropFirst().contains(where: { $0.first == "(" })
        {
            return true
        }
        if ["{", "}", "};", "});", ");", "];", "]", "],", "},", "\\"].contains(last) {
            return true
        }
        if last.hasSuffix("{") || last.hasSuffix("\\") || last.hasSuffix("/>") { return true }
        return last.hasSuffix(");") && words.contains(where: isCall)
    }

    // MARK: Signs in lines

    /// A sign within a word, or alone, that no sentence has there.
    private static func hasSign(_ word: String) -> Bool {
        if operators.contains(word) { return true }
        guard word.contains(where: { "_(=/\\$:{[<-".contains($0) }) else { return false }
        return word.contains("()") || word.contains("=\"") || word.contains("::")
            || word.contains("</") || word.contains("->") || isCall(word) || isName(word)
    }

    private static let operators: Set<String> = [
        "=", "==", "!=", "===", "!==", "+=", "-=", ":=", "=>", "->", "<-", "&&", "||", "<<", ">>",
        "|", "<=", ">=", "{", "}", "::", "##", "<>",
    ]

    /// `-x`, `--no-cache`; a dash before a word is none.
    private static func isFlag(_ word: String) -> Bool {
        guard word.first == "-" else { return false }
        let name = word.drop { $0 == "-" }
        guard name.first.map({ isInName($0) && $0.isLowercase }) == true else { return false }
        return word.hasPrefix("--") ? name.contains { "-=".contains($0) } : name.count == 1
    }

    /// `print(x`, `a[i]`, `$HOME`, `key=value`, `/usr/bin`.
    private static func isCall(_ word: String) -> Bool {
        let name = word.prefix(while: isInName)
        let rest = word.dropFirst(name.count)
        switch rest.first {
        case "(": return !name.isEmpty && rest.count > 1 && !rest.hasPrefix("(s)")
        case "[":
            return !name.isEmpty
                && ["[i]", "[j]", "[n]", "['", "[\"", "[$"].contains(where: rest.hasPrefix)
        case "=": return !name.isEmpty
        case "/": return name.isEmpty && rest.split(separator: "/").count > 1
        case "$", "\\": return name.isEmpty && rest.dropFirst().first?.isLetter == true
        default: return false
        }
    }

    /// `snake_case`; underscores around words are emphasis.
    private static func isName(_ word: String) -> Bool {
        zip(word, zip(word.dropFirst(), word.dropFirst(2))).contains { before, next in
            next.0 == "_" && before != "_" && next.1 != "_" && isInName(before) && isInName(next.1)
        }
    }

    private static func isInName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }

    // MARK: Statements

    /// What begins with a word of a language or a shell and is built as its statements are.
    private static func isStatement(_ words: [String], first: String, last: String) -> Bool {
        if last.hasSuffix(":"), blocks.contains(first) { return true }
        if keywords.contains(first), words.count == 2 || words.count > 2 && !isProse(words) {
            return last.last.map { $0.isLetter || $0.isNumber || ";)*\"'".contains($0) } == true
        }
        if commands.contains(first), (2...5).contains(words.count) {
            return last.last.map { !".!?,".contains($0) } == true
        }
        // Settings: a name in small letters, and one word.
        return first.hasSuffix(":") && first.count > 1 && words.count <= 2
            && first.dropLast().allSatisfy {
                isInName($0) && !$0.isUppercase || $0 == "-" || $0 == "."
            }
    }

    private static let blocks: Set<String> = [
        "def", "class", "if", "elif", "else:", "else", "for", "while", "try:", "except", "with",
        "finally:", "case", "switch", "default:", "async",
    ]
    private static let keywords: Set<String> = [
        "import", "package", "using", "require", "return", "print", "SELECT", "INSERT", "UPDATE",
        "FROM", "WHERE", "CREATE", "from", "let", "var", "const", "func", "make",
    ]
    private static let commands: Set<String> = [
        "apt", "apt-get", "cargo", "cd", "chmod", "cp", "curl", "docker", "gcc", "git", "grep",
        "jmp", "ls", "mkdir", "mov", "mv", "npm", "pip", "python3", "rm", "ssh", "sudo",
        "systemctl", "wget", "yarn",
    ]

    /// A row of a drawn table or of a tree of files.
    private static func isRow(_ words: [String]) -> Bool {
        let text = words.joined()
        if text.unicodeScalars.contains(where: { (0x2500...0x259F).contains($0.value) }) {
            return true
        }
        if text.count >= 3, text.allSatisfy({ "+-=|:_".contains($0) }) {
            return text.contains("+") || text.contains("|")
        }
        return words.count > 2 && words.first?.first == "|" && words.last?.last == "|"
    }
}
