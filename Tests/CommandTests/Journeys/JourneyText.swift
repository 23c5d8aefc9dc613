import Foundation

/// What a journey says, with placeholders for what differs from run to run; `Tests/journeys/journey.sh`
/// lists them.
struct JourneyText {
    let text: String

    /// The patterns of the placeholders within a line.
    private static let patterns = [
        "<time>": #"(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"#,
        "<address>": #"http://127\.0\.0\.1:\d+"#,
        "<number>": #"\d+(?:[.:]\d+)*"#,
        "<words>": ".*",
    ]

    /// What stands for any lines.
    private static let anyLines = "<lines>"

    /// The text as it would be written down: with placeholders where that can be known.
    init(saying said: String, in folder: String) {
        var text = said.replacing(folder, with: "<folder>")
        text.replace(/http:\/\/127\.0\.0\.1:\d+/, with: "<address>")
        text.replace(
            /(\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?/, with: "<time>")
        text.replace("\u{1B}", with: "<ESC>")
        self.text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.replacing("\r", with: "<CR>") }.joined(separator: "\n")
    }

    init(_ text: String) {
        self.text = text
    }

    private var lines: [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Whether a text with placeholders is that of another one.
    func matches(_ said: JourneyText) throws -> Bool {
        try Self.matches(lines[...], said.lines[...])
    }

    /// The first line that another text has otherwise, if no placeholder stands for lines before it.
    func firstDifference(to said: JourneyText) throws -> String? {
        let found = said.lines
        for (index, line) in lines.enumerated() where line != Self.anyLines {
            guard index < found.count else { return "missing: \(line)" }
            if try !Self.matches(line, found[index]) {
                return "expected: \(line)\n   found: \(found[index])"
            }
        }
        return nil
    }

    private static func matches(
        _ expected: ArraySlice<Substring>, _ said: ArraySlice<Substring>
    ) throws -> Bool {
        guard let first = expected.first else { return said.isEmpty }
        let rest = expected.dropFirst()
        if first == anyLines {
            return try (said.startIndex...said.endIndex).contains { start in
                try matches(rest, said[start...])
            }
        }
        guard let line = said.first, try matches(first, line) else { return false }
        return try matches(rest, said.dropFirst())
    }

    private static func matches(_ expected: Substring, _ line: Substring) throws -> Bool {
        guard expected.contains("<") else { return expected == line }
        // What was said has its placeholders already where they can be known.
        if expected == line { return true }
        var pattern = NSRegularExpression.escapedPattern(for: String(expected))
        for (placeholder, meaning) in patterns {
            let escaped = NSRegularExpression.escapedPattern(for: placeholder)
            pattern = pattern.replacing(escaped, with: "(?:\(placeholder)|\(meaning))")
        }
        let expression = try NSRegularExpression(pattern: "^\(pattern)$")
        let text = String(line)
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}
