import Foundation
import TestSupport
import Testing

/// The command behind limiters that were not written here; `Tests/pace/run.sh` has more of them.
@Suite(.tags(.timing), .timeLimit(.minutes(10)))
struct RealLimiterTests {
    /// What came of the command behind a limiter.
    private struct Figures: Decodable {
        /// Share of the limit that was used after the first third of the time, in %.
        let used: Double
        /// Share of calls that were refused then, in %.
        let refused: Double
        /// Calls that were refused before.
        let refusalsAtFirst: Int

        enum CodingKeys: String, CodingKey {
            case used, refused
            case refusalsAtFirst = "refusals_at_first"
        }
    }

    @Test(
        "a bucket of nginx and a sliding window of HAProxy are found within a minute, and kept",
        .needs("nginx", "haproxy", "python3"))
    func found() throws {
        try withTemporaryFolder { folder in
            let said = try run(seconds: 60, rows: "bucket-5,sliding-20", in: folder)
            let results = try JSONDecoder().decode(
                [String: [String: Figures]].self,
                from: Data(contentsOf: URL(filePath: folder + "/results.json")))
            for row in ["bucket-5", "sliding-20"] {
                let figures = try #require(results[row]?["kling-batch"], "\(said)")
                #expect(figures.used > 75 && figures.used < 115, "\(said)")
                #expect(figures.refused < 15, "\(said)")
                #expect(figures.refusalsAtFirst <= 25, "\(said)")
            }
        }
    }

    private func run(seconds: Int, rows: String, in folder: String) throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "pace/measure.py").path
        return try output(
            of: [
                "python3", script, "--command", BuiltCommand.path, "--folder", folder,
                "--seconds", "\(seconds)", "--rows", rows, "--clients", "kling-batch",
            ], takesErrors: true)
    }
}
