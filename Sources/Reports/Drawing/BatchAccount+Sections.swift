import BatchPlanning
import BatchRun
import Ledger
import ReportForms
import Texts

/// What a report says below its figures, each section with a title of its own.
extension BatchAccount {
    /// What is not made and why: never a silent hole.
    var openSections: [String] {
        let titles: [(JobState, String)] = [
            (.failed, "Failed"), (.held, "Held"),
            (.dropped, "Dropped, no longer in the inputs; their files are kept"),
        ]
        let sections = titles.compactMap { (state, title) -> String? in
            guard let listed = open[state] else { return nil }
            let lines = listed.map { job in
                "  \(job.output)  \(job.place)" + (job.reason.map { "  \($0)" } ?? "")
            }
            return section(
                "\(title) (\(jobs(state))):", lines, more: jobs(state) - listed.count,
                elsewhere: "`kling-batch report --jobs`")
        }
        return skippedSection + sections
    }

    /// Rows of the inputs that are no jobs for their faults.
    private var skippedSection: [String] {
        guard let skipped else { return [] }
        return [
            section(
                "Left out for their faults (\(skipped.rows)):",
                skipped.listed.map { "  \($0.place): \($0.message)" },
                more: skipped.count - skipped.listed.count, elsewhere: nil)
        ]
    }

    /// Clips that are kept although they are odd.
    var oddSection: [String] {
        guard !oddClips.isEmpty else { return [] }
        let listed = oddClips.prefix(Self.maximumListed)
        return [
            section(
                "Doubtful clips, kept (\(oddClips.count)):",
                listed.map { "  \($0.output)  “\($0.firstWords)”: \($0.sentence)" },
                more: oddClips.count - listed.count, elsewhere: "`verify`")
        ]
    }

    /// What was made of each book, and what was not spoken of it.
    var bookSections: [String] { books.map(\.section) }

    /// How the voice tracks fit their films.
    var filmSection: [String] {
        films.isEmpty ? [] : [films.map { "\($0.output): \($0)".onOneLine }.joined(separator: "\n")]
    }

    private func section(
        _ title: String, _ lines: [String], more: Int, elsewhere: String?
    ) -> String {
        let way = elsewhere.map { "; \($0) lists all" } ?? ""
        let rest = more > 0 ? ["  … and \(more) more\(way)"] : []
        return ([title] + lines.map(\.onOneLine) + rest).joined(separator: "\n")
    }
}

extension BookAccount {
    fileprivate var section: String {
        let parts = [
            ("made", files.filter { !$0.hasSuffix(".lrc") && !$0.hasSuffix(".vtt") }),
            ("problem", [problem].compactMap { $0 }),
            ("kept from earlier settings", earlierFiles),
            ("lexicon", lexicon.map { "\($0.word) → \($0.spoken) (\($0.count))" }),
            ("not spoken", leftOut.map { "\($0.reason) (\($0.characters) characters)" }),
        ].filter { !$0.1.isEmpty }
        let lines = parts.map { "  \($0): \($1.joined(separator: ", "))" }
        return (["\(title):"] + lines).map(\.onOneLine).joined(separator: "\n")
    }

    /// The book for JSON.
    var row: ReportRow {
        ReportRow([
            ("title", .text(title)), ("problem", problem.map { .text($0) } ?? .none),
            ("files", .rows(files.map { ReportRow([("file", .text($0))]) })),
            (
                "lexicon",
                .rows(
                    lexicon.map {
                        ReportRow([
                            ("word", .text($0.word)), ("spoken", .text($0.spoken)),
                            ("count", .count($0.count)),
                        ])
                    })
            ),
            (
                "left_out",
                .rows(
                    leftOut.map {
                        ReportRow([
                            ("reason", .text($0.reason)), ("count", .count($0.count)),
                            ("characters", .count($0.characters)),
                        ])
                    })
            ),
        ])
    }
}
