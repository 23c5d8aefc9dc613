import Foundation
import KlingEmulator
import Ledger
import Subprocess
import TestServers
import TestSupport
import Testing

/// `run --callback-listen` and `kling-batch callbacks`, as a person uses them.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct CallbackCommandTests {
    private static let place = [
        "--callback-listen", "127.0.0.1:18977", "--callback-base", "http://127.0.0.1:18977/told",
    ]

    @Test(
        "callbacks that cannot be taken as asked for are refused",
        arguments: [
            ("--callback-listen 127.0.0.1:1", "belong together"),
            ("--callback-wait 5", "belong together"),
            ("--callback-base https://example.com", "belong together"),
            ("--callback-listen nowhere --callback-base https://example.com", "HOST:PORT"),
            ("--callback-listen 127.0.0.1:1 --callback-base http://example.com", "must be https"),
            ("--callback-listen 127.0.0.1:1 --callback-base https://a.b?c", "must be https"),
            (
                "--callback-listen 127.0.0.1:1 --callback-base https://a.b --callback-wait 9999",
                "0 to 1440"
            ),
            (
                "--callback-listen a:1 --callback-base https://a.b --callback-secret-file no",
                "cannot be read"
            ),
            (
                "--callback-listen a:1 --callback-base https://a.b --callback-url https://c.d",
                "one address"
            ),
            (
                "--callback-listen 127.0.0.1:1 --callback-base https://a.b --api kling",
                "no callbacks for speech"
            ),
            ("--callback-url https://a.b --api kling", "no callbacks for speech"),
        ] as [(String, String)])
    func refused(options: String, sentence: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let run = try await kling.run(
                [
                    "run", "lines.csv", "--voice", "reader_en_m-v1", "--base-url",
                    "http://127.0.0.1:9",
                ]
                    + options.split(separator: " ").map(String.init))
            #expect(run.exitCode == 64)
            #expect(run.errors.contains(sentence), "\(run.errors)")
        }
    }

    @Test("callbacks without a ledger are refused, as are those without a place")
    func noLedger() async throws {
        try await BuiltCommand.with { kling in
            let none = try await kling.run(["callbacks"] + Self.place)
            #expect(none.exitCode == 64)
            #expect(none.errors.contains("There is no ledger"))
            #expect(kling.files(in: "data").isEmpty)
            let noPlace = try await kling.run(["callbacks"])
            #expect(noPlace.exitCode == 64)
            #expect(noPlace.errors.contains("--callback-listen"))
        }
    }

    @Test("what comes after the run is taken by the command, which holds the ledger meanwhile")
    func late() async throws {
        let isListening = Latch()
        defer { isListening.open() }
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator {
                $0.faults = try FaultShares("drop-after:1")
                $0.callbacks.form = .page
                $0.callbacks.latch = isListening.opening
            } perform: { emulator in
                let arguments = BuiltCommand.runArguments(emulator, "--on-unknown", "hold")
                let run = try await kling.run(
                    arguments + Self.place + ["--callback-wait", "0"])
                #expect(run.exitCode == 2, "\(run.errors)")

                var taken = 0
                let callbacks = try await kling.watch(
                    ["callbacks", "--verbose"] + Self.place
                ) { line, send in
                    if line == "127.0.0.1:18977" {
                        let other = try await kling.run(arguments + ["--no-wait"])
                        #expect(other.exitCode == 1)
                        #expect(other.errors.contains("ledger"))
                        isListening.open()
                    }
                    if line.contains("Callback taken") { taken += 1 }
                    if taken == 2 { try send(.interrupt) }
                }
                #expect(callbacks.exitCode == 0, "\(callbacks.output)")
                #expect(callbacks.output.contains("2 callbacks: 2 brought audio"))

                let again = try await kling.run(arguments)
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(kling.files(in: "audio").count == 2)
                #expect(try emulator.bill().count == 2)
                let report = try await kling.run(["report", "--format", "json"]).object()
                #expect(report["surely_spent_cny"] as? String == "0.10")
                #expect(report["at_most_spent_cny"] as? String == "0.10")
                #expect(report["paid_twice"] as? Int == 0)
            }
        }
    }
}
