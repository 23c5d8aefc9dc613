import Foundation
import KlingEmulator
import Subprocess
import TestServers
import TestSupport
import Testing

/// `run --page`: the pages beside a run.
@Suite(.timeLimit(.minutes(10)), .needs("curl"))
struct RunPageTests {
    /// The visitor of the page that a run says it is shown at, if the line says so.
    private static func visitor(_ kling: BuiltCommand, by line: String) throws -> PageVisitor? {
        guard let start = line.firstRange(of: "The run is shown at ") else { return nil }
        return try PageVisitor(kling, address: String(line[start.upperBound...]))
    }

    @Test("its first line says where it is shown, and no log keeps the key")
    func shown() async throws {
        try await withSilentEmulator {
            $0.faults = try FaultShares("no-answer:1")
        } perform: { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(2)
                var visitor: PageVisitor?
                var lines = 0
                let run = BuiltCommand.runArguments(
                    emulator, "--page", "--log-file", "run.log", "--events-file", "run.jsonl")
                _ = try await kling.watch(run) { line, send in
                    lines += 1
                    if lines == 1 { visitor = try Self.visitor(kling, by: line) }
                    guard line.contains(" to pay, ") else { return }
                    let page = try #require(visitor)
                    _ = try await page.events("/batch/1", until: "It is running") {}
                    let stranger = try await page.ask("/batch/1", "-w '%{http_code}'")
                    #expect(stranger.hasSuffix("403"))
                    try send(.kill)
                }
                let key = try #require(visitor?.key)
                for name in ["run.log", "run.jsonl"] {
                    let text = try String(
                        contentsOfFile: "\(kling.folder)/\(name)", encoding: .utf8)
                    #expect(!text.isEmpty && !text.contains(key))
                }
            }
        }
    }

    @Test("it makes all jobs, and ends although somebody looks on")
    func ends() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(3)
                var looking: Task<String, any Error>?
                let run = try await kling.watch(BuiltCommand.runArguments(emulator, "--page")) {
                    line, _ in
                    guard let visitor = try Self.visitor(kling, by: line) else { return }
                    looking = Task {
                        try await visitor.ask("/events", "\(visitor.cookie) --max-time 60 -N")
                    }
                }
                #expect(run.exitCode == 0, "\(run.output)")
                #expect(run.output.contains("`kling-batch serve` shows it again"))
                // The stream ended with the run, and not by the time that it was given.
                #expect(try await looking?.value.contains("event: look") == true)
                #expect(kling.files(in: "audio").count == 3)
            }
        }
    }

    @Test("a port that is taken ends it before anything is called or written")
    func portTaken() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(2)
                let port = try #require(emulator.address.split(separator: ":").last)
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--page", "--page-port", String(port)))
                #expect(run.exitCode == 1)
                #expect(run.errors.contains("cannot listen at 127.0.0.1:\(port)"), "\(run.errors)")
                #expect(run.errors.contains("give another port, or 0"), "\(run.errors)")
                #expect(kling.files(in: "").isEmpty)
                let batches = try await kling.run(["batches"])
                #expect(!batches.output.contains("lines"), "\(batches.output)")
            }
        }
    }

    @Test(
        "a thousand visitors who say nothing, dawdle or never read take no file and no job from it",
        .needs("python3"))
    func flood() async throws {
        try await withSilentEmulator {
            $0.latency = .milliseconds(100)
        } perform: { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(40)
                let script = TestData.projectFolder + "/Tests/page_flood.py"
                let said = try await kling.shell(
                    "python3 '\(script)' '\(BuiltCommand.path)' \"$PWD\" \(emulator.address) "
                        + "256 2>&1")
                #expect(said == "made under 1000 connections\n")
                #expect(kling.files(in: "audio").count == 40)
            }
        }
    }

    @Test("where too few files may be open for both, it is refused before anything is called")
    func fewFiles() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(2)
                let line = BuiltCommand.runArguments(emulator, "--page").joined(separator: " ")
                let said = try await kling.shell(
                    "ulimit -n 64; '\(BuiltCommand.path)' \(line) 2>&1; echo $?")
                #expect(said.contains("this process may open 64"), "\(said)")
                #expect(said.hasSuffix("64\n"), "\(said)")
                #expect(kling.files(in: "").isEmpty)
                #expect(try emulator.bill().isEmpty)
            }
        }
    }

    @Test("a port without a page is refused")
    func portAlone() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let run = try await kling.run([
                "run", "lines.csv", "--voice", "reader_en_m-v1", "--page-port", "8765",
            ])
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("--page-port does nothing without --page"))
        }
    }
}
