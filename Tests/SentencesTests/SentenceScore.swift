import Foundation
import Sentences
import TestSupport

/// How well the seams found agree with the sentences that others marked.
struct SentenceScore {
    /// Cases with exactly the expected sentences.
    var right = 0
    var cases = 0
    var publishedRight = 0
    var published = 0
    /// Cases whose language is also found from the text.
    var detected = 0
    var misses: [String] = []

    var share: Double { cases == 0 ? 1 : Double(right) / Double(cases) }

    static func + (left: Self, right: Self) -> Self {
        SentenceScore(
            right: left.right + right.right, cases: left.cases + right.cases,
            publishedRight: left.publishedRight + right.publishedRight,
            published: left.published + right.published, detected: left.detected + right.detected,
            misses: left.misses + right.misses)
    }

    struct GoldenRule: Decodable {
        var id: String
        var golden_rule: Bool
        var text: String
        var expected: [String]
    }

    static func goldenRules(_ code: String) throws -> SentenceScore {
        let data = try TestData.data("sentences/golden-rules/\(code).json")
        let language = Language(code: code) ?? .undetermined
        let seams = SentenceSeams(language: language)
        var score = SentenceScore()
        for rule in try JSONDecoder().decode([GoldenRule].self, from: data) {
            let found = seams.sentences(of: rule.text).map(oneLine)
            let isRight = found == rule.expected.map(oneLine)
            score.cases += 1
            score.right += isRight ? 1 : 0
            score.published += rule.golden_rule ? 1 : 0
            score.publishedRight += rule.golden_rule && isRight ? 1 : 0
            score.detected += Language.detect(in: rule.text) == language ? 1 : 0
            if !isRight {
                score.misses.append("\(rule.id): " + found.joined(separator: " | "))
            }
        }
        return score
    }

    /// Sentences as they compare: a line break within one is white space like any other.
    private static func oneLine(_ sentence: String) -> String {
        sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Precision and recall of the seams between the sentences of a treebank.
struct SeamScore {
    var found = 0
    var expected = 0
    var agreed = 0

    var precision: Double { Double(agreed) / Double(max(found, 1)) }
    var recall: Double { Double(agreed) / Double(max(expected, 1)) }
    var f1: Double { 2 * Double(agreed) / Double(max(found + expected, 1)) }

    struct Group: Decodable {
        var text: String
        var expected: [String]
    }

    static func treebank(_ code: String, language: Language) throws -> SeamScore {
        let data = try TestData.data("sentences/pud/\(code).json")
        let seams = SentenceSeams(language: language)
        var score = SeamScore()
        for group in try JSONDecoder().decode([Group].self, from: data) {
            let found = places(seams.sentences(of: group.text))
            let expected = places(group.expected)
            score.found += found.count
            score.expected += expected.count
            score.agreed += found.intersection(expected).count
        }
        return score
    }

    /// The seams between sentences, counted in scalars that are no white space.
    private static func places(_ sentences: [String]) -> Set<Int> {
        var places: Set<Int> = []
        var place = 0
        for sentence in sentences.dropLast() {
            place += sentence.unicodeScalars.count { !$0.properties.isWhitespace }
            places.insert(place)
        }
        return places
    }
}

/// The share of lines of Unicode's own test (UAX 29) with exactly its breaks, for information:
/// it breaks after every line and knows no abbreviations.
enum SentenceBreakScore {
    static func share() throws -> (right: Int, lines: Int) {
        let text = try TestData.text("sentences/SentenceBreakTest-15.0.0-subset.txt")
        let lines = text.split(separator: "\n").compactMap { line in
            line.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init)
        }.filter { $0.contains("÷") }
        return (lines.count(where: agrees), lines.count)
    }

    private static func agrees(_ line: String) -> Bool {
        var parts: [String] = []
        for part in line.split(separator: "÷") {
            let scalars = part.split { $0 == " " || $0 == "×" || $0 == "\t" }
                .compactMap { UInt32($0, radix: 16) }.compactMap(Unicode.Scalar.init)
            parts.append(String(String.UnicodeScalarView(scalars)))
        }
        let found = SentenceSeams(language: .undetermined).sentences(of: parts.joined())
        return found.map(solid) == parts.map(solid).filter { !$0.isEmpty }
    }

    private static func solid(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }
    }
}
