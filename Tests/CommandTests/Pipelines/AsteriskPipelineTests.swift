import Foundation
import TestSupport
import Testing

/// Prompts for a telephone exchange.
@Suite(.timeLimit(.minutes(10)))
struct AsteriskPipelineTests {
    @Test(
        "a menu becomes prompts by language, without a header, in two forms for one price",
        .needs("ffmpeg", "ffprobe"))
    func prompts() async throws {
        try await runPipeline("Asterisk") { result in
            let names = ["en/closed", "en/welcome", "es/welcome"]
            #expect(
                result.made
                    == names.flatMap { name in
                        ["sln16", "ulaw"].map { "asterisk/sounds/\(name).\($0)" }
                    })
            for name in names {
                let narrow = try byteCount(result.path("asterisk/sounds/\(name).ulaw"))
                let wide = try byteCount(result.path("asterisk/sounds/\(name).sln16"))
                // 8,000 bytes a second, and 32,000.
                #expect(narrow > 800 && abs(wide - narrow * 4) < 200)
            }
        }
    }

    private func byteCount(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.size] as? Int ?? 0
    }
}
