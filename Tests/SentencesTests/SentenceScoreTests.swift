import Foundation
import Sentences
import TestSupport
import Testing

@Suite("Sentence seams", .needsTestData)
struct SentenceScoreTests {
    private static let named = ["de", "fr", "es", "it", "ru", "ar", "hi", "zh", "ja"]
    private static let further = [
        "am", "bg", "da", "el", "fa", "hy", "kk", "my", "nl", "pl",
    ]

    @Test("Golden rules and treebanks are met as the table in docs/sentences.md says")
    func scores() throws {
        let english = try SentenceScore.goldenRules("en")
        let named = try Self.named.map { ($0, try SentenceScore.goldenRules($0)) }
        let further = try Self.further.map { ($0, try SentenceScore.goldenRules($0)) }
        let together = named.map(\.1).reduce(SentenceScore(), +)
        let treebanks = [
            ("en", try SeamScore.treebank("en", language: .english)),
            ("zh-Hant", try SeamScore.treebank("zh-Hant", language: .chinese)),
        ]
        let rows = [("en", english)] + named + [("de to ja together", together)] + further
        let breaks = try SentenceBreakScore.share()
        print(Self.table(rows, treebanks))
        print("SentenceBreakTest, for information: \(breaks.right) of \(breaks.lines) lines\n")
        if ProcessInfo.processInfo.environment["KLING_SHOW_MISSES"] != nil {
            for miss in rows.filter({ $0.0.count == 2 }).flatMap(\.1.misses) { print(miss) }
        }

        #expect(english.share >= 0.90)
        #expect(together.share >= 0.85)
        for (_, score) in treebanks { #expect(score.f1 >= 0.95) }
    }

    private static func table(
        _ rows: [(String, SentenceScore)], _ treebanks: [(String, SeamScore)]
    ) -> String {
        let rules = rows.map { name, score in
            "| \(name) | \(score.right) of \(score.cases) | \(percent(score.share)) "
                + "| \(score.publishedRight) of \(score.published) | \(score.detected) |"
        }
        let seams = treebanks.map { name, score in
            "| \(name) | \(percent(score.precision)) | \(percent(score.recall)) "
                + "| \(percent(score.f1)) |"
        }
        return
            ([
                "", "| golden rules | exactly right | share | published rules | language found |",
                "|---|---|---|---|---|",
            ] + rules
            + ["", "| PUD | precision | recall | F1 |", "|---|---|---|---|"] + seams + [""])
            .joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f %%", share * 100)
    }
}
