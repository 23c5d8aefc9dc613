import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// The examples of the vendor's page, with the emulator's address in place of theirs.
@Suite(.timeLimit(.minutes(10)))
struct VendorExampleTests {
    private static let body = """
        {"text": "Hello, this is a test speech.", "voice_id": "voice_001", "speed": 1.0, "volume": 1.0}
        """

    @Test("the cURL example works", .needs("curl"))
    func curl() async throws {
        try await expectSuccess(of: .curl) { url in
            [
                "-s", "-X", "POST", url, "-H", "Authorization: Bearer YOUR_API_TOKEN",
                "-H", "Content-Type: application/json", "-d", Self.body,
            ]
        }
    }

    @Test(
        "the Python example works",
        .enabled("needs python3 with requests") { await Tool.pythonHasRequests() })
    func python() async throws {
        try await expectSuccess(of: .python3) { url in
            let program = """
                import requests
                headers = {"Authorization": "Bearer YOUR_API_TOKEN", "Content-Type": "application/json"}
                response = requests.post("\(url)", json=\(Self.body), headers=headers)
                result = response.json()
                if result["code"] == 0:
                    print(f"Audio generated successfully: {result['data']['audio_url']}")
                else:
                    print(f"Generation failed: {result['message']}")
                """
            return ["-c", program]
        }
    }

    @Test("the JavaScript example works", .needs("node"))
    func javaScript() async throws {
        try await expectSuccess(of: .node) { url in
            let program = """
                const response = await fetch('\(url)', {
                  method: 'POST',
                  headers: {
                    'Authorization': 'Bearer YOUR_API_TOKEN', 'Content-Type': 'application/json'
                  },
                  body: JSON.stringify(\(Self.body))
                });
                const result = await response.json();
                if (result.code === 0) {
                  console.log('Audio URL:', result.data.audio_url);
                } else {
                  console.error('Generation failed:', result.message);
                }
                """
            return ["--input-type=module", "-e", program]
        }
    }

    private func expectSuccess(
        of tool: Tool, arguments: (_ url: String) -> [String]
    ) async throws {
        try await withEmulator(.silent()) { emulator in
            let result = try await tool.run(arguments("\(emulator.address)/kling/v1/tts"))
            #expect(result.exitCode == 0, "\(result.errors)")
            let entry = try #require(try emulator.bill().first)
            let url = "\(emulator.address)/audio/\(entry.audioID).mp3"
            #expect(result.text.contains(url))
            #expect(try await Caller(emulator).get(url).status == 200)
        }
    }
}
