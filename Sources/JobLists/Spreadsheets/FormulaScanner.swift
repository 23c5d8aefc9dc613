import Texts

/// Tells a formula of a spreadsheet from speech that begins with the same sign.
///
/// The whole text has to be an expression: what stands for a value, what joins two, and what stands for
/// a value again. That it is one shows in it: a cell, a range or a function, since `= equals` and `+49
/// 30` are speech. Functions have other names in each language, so that none is known by its name.
struct FormulaScanner {
    private let text: [Unicode.Scalar]
    private var index = 0
    /// The brackets that are open.
    private var open: [Unicode.Scalar] = []
    private var expectsValue = true
    /// Whether an opening bracket or a separator came last, behind which an argument may be missing.
    private var mayBeEmpty = false

    private var hasReference = false
    private var hasCall = false
    private var hasString = false
    private var operators: Set<Unicode.Scalar> = []

    /// Whether a text, without white space around it, is surely a formula.
    static func isFormula(_ text: Substring) -> Bool {
        guard let first = text.unicodeScalars.first, "=+-@{".unicodeScalars.contains(first),
            text.utf8.count <= 8192
        else { return false }
        var scalars = Array(text.unicodeScalars)
        if first == "{" {
            // The formula of a whole range.
            guard scalars.count > 2, scalars[1] == "=", scalars.last == "}" else { return false }
            scalars = Array(scalars[1..<(scalars.count - 1)])
        }
        guard scalars.count > 1, let sign = scalars.first else { return false }
        var scanner = FormulaScanner(text: Array(scalars.dropFirst()))
        let isSpaced = scalars[1] == " "
        return scanner.scan() && scanner.isSure(behind: sign, isSpaced: isSpaced)
    }

    private init(text: [Unicode.Scalar]) {
        self.text = text
    }

    /// Whether what was found leaves no doubt.
    private func isSure(behind sign: Unicode.Scalar, isSpaced: Bool) -> Bool {
        switch sign {
        case "=":
            isSpaced
                ? hasCall && hasReference
                : hasReference || hasCall || hasString && !operators.isEmpty
        case "@": !isSpaced && hasCall && hasReference
        // A dash or a plus may be speech before anything but a calculation with cells.
        default:
            !isSpaced && hasReference
                && (hasCall || !operators.isDisjoint(with: ["*", "/", "^", "&", "+"]))
        }
    }

    private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

    /// Goes over the whole text; false where it is no expression.
    private mutating func scan() -> Bool {
        while let scalar = next {
            if scalar == " " {
                index += 1
                continue
            }
            guard expectsValue ? takeValue(scalar) : takeJoint(scalar) else { return false }
        }
        return !expectsValue && open.isEmpty
    }
}

extension FormulaScanner {
    /// Takes what stands for a value, or what stands before one.
    private mutating func takeValue(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "+", "-", "@": index += 1
        case "(", "{":
            push(scalar)
        case ")" where mayBeEmpty, "}" where mayBeEmpty: return close(scalar)
        case ",", ";":
            guard !open.isEmpty else { return false }
            index += 1
            mayBeEmpty = true
        case "\"": return takeString()
        case "'": return takeQuotedSheet()
        case "[": return takeBrackets()
        case "#": return takeError()
        case "0"..."9", ".": takeNumber()
        case _ where scalar == "$" || scalar == "_" || scalar.isLetter: return takeWord()
        default: return false
        }
        return true
    }

    /// Takes what joins two values or ends a bracket.
    private mutating func takeJoint(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "%", "#": index += 1
        case "+", "-", "*", "/", "^", "&", "=", "<", ">":
            index += 1
            operators.insert(scalar)
            if scalar == "<" || scalar == ">", let next, next == "=" || next == ">" { index += 1 }
            expectsValue = true
            mayBeEmpty = false
        case ":":
            index += 1
            expectsValue = true
            mayBeEmpty = false
        case ",", ";":
            guard !open.isEmpty else { return false }
            index += 1
            expectsValue = true
            mayBeEmpty = true
        case ")", "}": return close(scalar)
        default: return false
        }
        return true
    }

    private mutating func push(_ bracket: Unicode.Scalar) {
        open.append(bracket)
        index += 1
        expectsValue = true
        mayBeEmpty = true
    }

    private mutating func close(_ bracket: Unicode.Scalar) -> Bool {
        guard open.popLast() == (bracket == ")" ? "(" : "{") else { return false }
        index += 1
        return endValue()
    }

    private mutating func endValue() -> Bool {
        expectsValue = false
        mayBeEmpty = false
        return true
    }

    private mutating func takeString() -> Bool {
        index += 1
        while let scalar = next {
            index += 1
            guard scalar == "\"" else { continue }
            if next == "\"" {
                index += 1
            } else {
                hasString = true
                return endValue()
            }
        }
        return false
    }

    /// A sheet's name in apostrophes, behind which a cell follows.
    private mutating func takeQuotedSheet() -> Bool {
        index += 1
        while let scalar = next, scalar != "'" { index += 1 }
        index += 1
        guard let next, "!.#".unicodeScalars.contains(next) else { return false }
        index += 1
        hasReference = true
        return true
    }

    /// A column of a table, or the workbook before a sheet.
    private mutating func takeBrackets() -> Bool {
        guard let end = text[index...].firstIndex(of: "]"), end > index + 1 else { return false }
        index = end + 1
        hasReference = true
        return next.map(\.isLetter) == true || endValue()
    }

    private mutating func takeError() -> Bool {
        var word = text[index...].prefix { $0.isWordPart || "#/_.¡¿".unicodeScalars.contains($0) }
        let end = index + word.count
        if end < text.count, text[end] == "!" || text[end] == "?" { word = text[index...end] }
        guard SpreadsheetError.isError(Substring(String(word))) else { return false }
        index += word.count
        hasReference = true
        return endValue()
    }

    private mutating func takeNumber() {
        index += text[index...].prefix { $0.isASCIILetterOrDigit && $0.isDigit || $0 == "." }.count
        // A decimal comma; between arguments it parts them, which comes to the same here.
        if next == ",", open.isEmpty, index + 1 < text.count, text[index + 1].isDigit { index += 1 }
        _ = endValue()
    }

    /// A cell, a name, or a function with its bracket.
    private mutating func takeWord() -> Bool {
        let word = text[index...].prefix {
            $0.isWordPart || $0 == "$" || $0 == "_" || $0 == "."
        }
        index += word.count
        switch next {
        case "!":
            index += 1
            hasReference = true
            return next != nil
        case "(":
            if isFunction(word) { hasCall = true }
            push("(")
            return true
        case "[": return takeBrackets()
        default:
            if isCell(word) { hasReference = true }
            return endValue()
        }
    }

    /// Whether a word before a bracket is a function's name rather than one in a sum on paper.
    private func isFunction(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.count >= 2 && !word.contains(where: \.isLowercase)
    }

    /// Whether a word is a cell such as `B2`, `$B$2` or LibreOffice's `Sheet1.B2`.
    ///
    /// Spreadsheets write the letters large; within a range or a function small ones count as well.
    private func isCell(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let cell = word.split(separator: ".").last ?? word
        var rest = cell.first == "$" ? cell.dropFirst() : cell
        let letters = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(letters.count)
        if rest.first == "$" { rest = rest.dropFirst() }
        return (1...3).contains(letters.count) && (1...7).contains(rest.count)
            && rest.first != "0" && rest.allSatisfy { $0.isASCII && $0.isDigit }
            && (!letters.contains(where: \.isLowercase) || !open.isEmpty)
    }
}
