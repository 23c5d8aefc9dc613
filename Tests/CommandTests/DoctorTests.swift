import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// `kling-batch doctor`, as a person runs it.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct DoctorTests {
    @Test(
        "all that a run needs is listed, with the cost, and exit code 0",
        arguments: EmulatorForm.allCases)
    func well(form: EmulatorForm) async throws {
        try await BuiltCommand.with { kling in
            try await withSilentEmulator {
                $0.form = form
            } perform: { emulator in
                let result = try await kling.run(["doctor", "--base-url", emulator.address])
                #expect(result.exitCode == 0 && result.errors == "")
                for name in ["address", "token", "form", "ledger", "clips", "output", "ffmpeg"] {
                    #expect(result.lines.contains { $0.hasPrefix(name + " ") })
                }
                #expect(result.output.contains("“\(form.rawValue)”"))
                #expect(result.output.contains("nothing was paid"))
                #expect(try emulator.bill().isEmpty)
            }
        }
    }

    @Test("a problem is exit code 1, in JSON with its state and what to do")
    func problem() async throws {
        try await BuiltCommand.with { kling in
            try await withSilentEmulator {
                $0.token = "another"
            } perform: { emulator in
                let result = try await kling.run(
                    ["doctor", "--format", "json", "--base-url", emulator.address])
                #expect(result.exitCode == 1)
                let report = try result.object()
                let checks = try #require(report["checks"] as? [[String: Any]])
                let token = try #require(checks.first { $0["check"] as? String == "token" })
                #expect(token["state"] as? String == "problem")
                #expect((token["advice"] as? String)?.contains("KLING_API_TOKEN") == true)
                #expect(report["problems"] as? Int == 1 && report["questions"] as? Int == 1)
                #expect(!result.output.contains(BuiltCommand.token))
            }
        }
    }

    @Test("a token file that others may read is a finding, and so is a token that is not there")
    func tokens() async throws {
        try await BuiltCommand.with { kling in
            try await withSilentEmulator { emulator in
                let path = try kling.write("a-token\n", to: "token")
                try await kling.shell("chmod 644 token")
                let open = try await kling.run([
                    "doctor", "--token-file", path, "--base-url", emulator.address,
                ])
                #expect(open.exitCode == 0 && open.errors == "")
                #expect(open.output.contains("can be read by others: chmod 600"))
                let none = try await kling.run(
                    ["doctor", "--base-url", emulator.address],
                    environment: ["KLING_API_TOKEN": ""])
                #expect(none.exitCode == 1)
                #expect(none.output.contains("there is none. Set KLING_API_TOKEN"))
            }
        }
    }

    @Test("its help has an example")
    func help() async throws {
        try await BuiltCommand.with { kling in
            let help = try await kling.run(["doctor", "--help"])
            #expect(help.exitCode == 0)
            #expect(help.output.contains("EXAMPLE\n  kling-batch doctor"))
        }
    }
}
