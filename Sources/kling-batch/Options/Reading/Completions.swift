import ArgumentParser
import Ledger
import Ledgers
import SpeechTasks

/// What shells offer that this command alone knows.
enum Completions {
    /// The batches of the ledger that the line names, or else of the usual one, the latest first.
    static let batches = CompletionKind.custom { words, _, _ in
        (try? batchNames(besides: words)) ?? []
    }

    /// The voices that the platform publishes.
    static let voices = CompletionKind.list(Set(Voice.catalog.map(\.id)).sorted())

    /// The ledger is read and never made; whatever keeps it from being read offers nothing.
    private static func batchNames(besides words: [String]) throws -> [String] {
        let option = words.firstIndex(of: "--ledger").map { words.index(after: $0) }
        let path = option.flatMap { words.indices.contains($0) ? words[$0] : nil }
        let options = try LedgerOptions.parse(path.map { ["--ledger", $0] } ?? [])
        return try options.reader(options.settings()).batches().map(\.name)
    }
}
