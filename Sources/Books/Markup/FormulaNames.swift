import Markup

/// The alternative texts of formulas that do not say the formula: one text for several of them, or
/// words that say that there is none.
struct FormulaNames {
    private var formulas: [String: String] = [:]
    private var shared: Set<String> = []

    /// Looks at all formulas of the page that a formula stands on.
    init(around formula: MarkupNode) {
        let root = sequence(first: formula, next: \.parent).reduce(formula) {
            $1.kind == .element ? $1 : $0
        }
        root.forEachElement { element in
            guard element.name == "math", let name = element.attribute("alttext") else { return }
            let key = SpokenText.line(name)
            let text = element.formulaText
            if let known = formulas[key], known != text { shared.insert(key) }
            formulas[key] = text
        }
    }

    /// Whether an alternative text says the formula.
    func isName(_ text: String) -> Bool {
        let line = SpokenText.line(text)
        guard !line.isEmpty, !shared.contains(line) else { return false }
        let words = Set(line.lowercased().split { !$0.isLetter })
        return words.isDisjoint(with: FormulaNames.missing)
            && !words.isSubset(of: FormulaNames.nothing)
            || line.contains { $0.isNumber || "=+<>^".contains($0) }
    }

    /// Words by which tools say that nobody wrote a text.
    private static let missing: Set<Substring> = [
        "available", "unavailable", "missing", "placeholder", "todo", "alt", "alttext",
        "untitled", "undefined",
    ]
    /// Words that say no more than that there is a formula.
    private static let nothing: Set<Substring> = [
        "math", "mathml", "formula", "equation", "expression", "image", "inline", "display", "no",
        "text", "none", "null", "n", "a", "description", "alternative", "formule", "formel",
    ]
}
