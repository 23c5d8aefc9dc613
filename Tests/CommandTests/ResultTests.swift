import Foundation
import KlingEmulator
import Subprocess
import TestServers
import TestSupport
import Testing

/// What the commands print.
@Suite(.timeLimit(.minutes(10)))
struct ResultTests {
    /// A batch of three jobs that is done.
    private static func withDoneBatch(
        _ body: (BuiltCommand, RunningEmulator) async throws -> Void
    ) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 0, "\(run.errors)")
                try await body(kling, emulator)
            }
        }
    }

    @Test("stdout carries the result only; what goes on is told on stderr")
    func streams() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.output.hasPrefix("batch "))
                #expect(!run.output.contains("calls to pay"))
                #expect(run.errors.contains("2 jobs: 2 calls to pay, 0.10 CNY"))
                #expect(!run.errors.contains("\u{1B}"))
                let quiet = try await kling.run(BuiltCommand.runArguments(emulator, "--quiet"))
                #expect(quiet.errors == "")
                #expect(quiet.output.contains("2 done"))
            }
        }
    }

    @Test("with --events stdout is JSON Lines and nothing else, and ends with the report")
    func events() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator, "--events"))
                let objects = try run.objects()
                let names = objects.compactMap { $0["event"] as? String }
                #expect(names.count == objects.count)
                // A slow machine may tell first that the service has not answered yet.
                #expect(names.first { $0 != "notice" } == "planned")
                #expect(names.last == "end")
                #expect(names.filter { $0 == "call" }.count == 2)
                #expect(names.filter { $0 == "clip" }.count == 2)
                #expect(names.filter { $0 == "track" }.count == 2)
                let report = try #require(objects.last?["report"] as? [String: Any])
                #expect(report["done"] as? Int == 2)
            }
        }
    }

    @Test("events come as they happen, not when a buffer is full")
    func eventsAreLive() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator {
                $0.faults = try FaultShares("no-answer:1")
            } perform: { emulator in
                let arguments = BuiltCommand.runArguments(
                    emulator, "--events", "--quiet", "--on-unknown", "hold", "--deadline", "100")
                _ = try await kling.watch(arguments) { line, send in
                    guard line.contains("\"planned\"") else { return }
                    while try emulator.bill().isEmpty { await Task.yield() }
                    // The call is charged and goes without an answer as long as this test lasts.
                    let status = try await kling.run(["status", "--format", "json"])
                    #expect(try status.object()["in_flight"] as? Int == 1)
                    try send(.kill)
                }
            }
        }
    }

    @Test("a plan is a table, CSV or JSON, sends nothing and leaves nothing behind")
    func plan() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            let arguments = ["plan", "lines.csv", "--voice", "v", "--format"]
            let table = try await kling.run(arguments + ["table"])
            #expect(table.output.contains("0.15 CNY"))
            let json = try await kling.run(arguments + ["json"]).object()
            #expect(json["jobs"] as? Int == 3)
            #expect(json["calls_to_pay"] as? Int == 3)
            #expect(json["cost_cny"] as? String == "0.15")
            let csv = try await kling.run(arguments + ["csv"])
            #expect(csv.lines.count == 2)
            #expect(csv.lines[0].hasPrefix("jobs,tasks,characters,calls_to_pay"))
            let files = try FileManager.default.subpathsOfDirectory(atPath: kling.folder)
            #expect(files == ["lines.csv"])
        }
    }

    @Test("a list comes from standard input as well")
    func standardInput() async throws {
        try await BuiltCommand.with { kling in
            try await withSilentEmulator { emulator in
                let arguments = [
                    "run", "-", "--input-format", "jsonl", "--voice", "v", "--output", "audio",
                    "--base-url", emulator.address,
                ]
                let input = """
                    {"id": "one", "text": "Hello."}
                    {"id": "two", "text": "你好。"}

                    """
                let run = try await kling.run(arguments, input: input)
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(kling.files(in: "audio") == ["one.mp3", "two.mp3"])
                #expect(run.output.contains("standard-input"))
                let format = try await kling.run(["plan", "-", "--voice", "v"], input: input)
                #expect(format.exitCode == 64)
                #expect(format.errors.contains("--input-format"))
            }
        }
    }

    @Test("a report is a table, CSV or JSON")
    func report() async throws {
        try await Self.withDoneBatch { kling, _ in
            let table = try await kling.run(["report"])
            #expect(table.output.contains("surely spent"))
            #expect(table.output.contains("CNY an hour"))
            let json = try await kling.run(["report", "lines", "--format", "json"]).object()
            #expect(json["done"] as? Int == 3)
            #expect(json["surely_spent_cny"] as? String == "0.15")
            #expect(json["at_most_spent_cny"] as? String == "0.15")
            let csv = try await kling.run(["report", "--format", "csv"])
            #expect(csv.lines.count == 2)
            #expect(csv.lines[1].hasPrefix("lines,emulator,3,0,0,"))
        }
    }

    @Test("the jobs of a report come with the other columns of their list")
    func reportJobs() async throws {
        try await Self.withDoneBatch { kling, _ in
            let csv = try await kling.run(["report", "--jobs", "--format", "csv"])
            #expect(csv.lines.count == 4)
            #expect(csv.lines[0].hasSuffix(",scene"))
            #expect(csv.lines[1].hasPrefix("line-1,,line-1.mp3,done,"))
            #expect(csv.lines[1].hasSuffix(",scene 1"))
            let json = try await kling.run(["report", "--jobs", "--format", "json"]).objects()
            #expect((json.last?["columns"] as? [String: String]) == ["scene": "scene 3"])
            let table = try await kling.run(["report", "--jobs"])
            #expect(table.lines.count == 4)
        }
    }

    @Test("all batches are listed, and summed")
    func allBatches() async throws {
        try await Self.withDoneBatch { kling, emulator in
            let arguments = BuiltCommand.runArguments(emulator, "--batch", "second")
            _ = try await kling.run(arguments.map { $0 == "audio" ? "more" : $0 })
            let batches = try await kling.run(["batches", "--format", "csv"])
            let names = batches.lines.map { $0.prefix { $0 != "," } }
            #expect(names == ["batch", "second", "lines"])
            let all = try await kling.run(["report", "--all", "--format", "csv"])
            #expect(all.lines.count == 4)
            #expect(all.lines[3].hasPrefix("all batches,emulator,6,"))
            let both = try await kling.run(["report", "--all", "lines"])
            #expect(both.exitCode == 64)
        }
    }

    @Test("verify is clean after a run, and lists a track that is gone and one that changed")
    func verify() async throws {
        try await Self.withDoneBatch { kling, _ in
            let clean = try await kling.run(["verify", "lines"])
            #expect(clean.exitCode == 0)
            #expect(clean.output.contains("0 faults"))

            let folder = URL(fileURLWithPath: kling.folder).appendingPathComponent("audio")
            try FileManager.default.removeItem(at: folder.appendingPathComponent("line-1.mp3"))
            let changed = folder.appendingPathComponent("line-2.mp3")
            var bytes = try Data(contentsOf: changed)
            bytes[bytes.count - 10] ^= 0xFF
            try bytes.write(to: changed)
            let found = try await kling.run(["verify", "lines"])
            #expect(found.exitCode == 2)
            #expect(found.lines.count == 3)
            #expect(found.output.contains("line-1.mp3: "))
            #expect(found.output.contains("line-2.mp3: "))
            #expect(!found.output.contains("line-3.mp3"))
        }
    }

    @Test("the same name with another list is refused with the way out")
    func batchDiffers() async throws {
        try await Self.withDoneBatch { kling, emulator in
            try kling.write("id,text\na,Hello.\n", to: "other/lines.csv")
            let run = try await kling.run([
                "run", "other/lines.csv", "--voice", "v", "--output", "audio", "--base-url",
                emulator.address,
            ])
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("--batch"))
        }
    }

    private static let brokenBook = TestData.path(
        "books/edge/ec-epub3-content-xhtml-link-to-missing-doc-error.epub")

    @Test("chapters says why something cannot be read", .needsTestData)
    func unreadable() async throws {
        try await BuiltCommand.with { kling in
            let run = try await kling.run(["chapters", Self.brokenBook])
            #expect(
                run.output.contains("unreadable: EPUB/content_003.xhtml: the table of contents"))
            #expect(!run.output.contains("unreadable: 1 piece"))
        }
    }

    @Test("chapters and plan say how a file was read, and take the same limit")
    func readAs() async throws {
        try await BuiltCommand.with { kling in
            let text = (1...8).map { "Über den Dächern schlief die Stadt Nummer \($0)." }
            let bytes = try TestSupport.bytes(
                of: text.joined(separator: " "), in: "ISO-8859-1")
            try Data(bytes).write(to: URL(filePath: kling.folder + "/a.txt"))
            let table = try await kling.run(["chapters", "a.txt"])
            #expect(table.exitCode == 0, "\(table.errors)")
            #expect(table.output.contains("Read as WINDOWS-1252 by a guess, de: “Über den"))
            let warning = "form page unless it speaks another, which can cost ten times as much"
            #expect(table.output.contains(warning))
            let form = ["--base-url", "https://example.com/v1", "--api", "kling"]
            let told = try await kling.run(["chapters", "a.txt"] + form)
            #expect(told.exitCode == 0 && !told.output.contains(warning), "\(told.errors)")
            for limit in [["--max-chars", "90"], form] {
                let chapters = try await kling.run(
                    ["chapters", "a.txt", "--format", "csv"] + limit)
                let plan = try await kling.run(
                    ["plan", "a.txt", "--voice", "v", "--format", "json"] + limit)
                let object = try plan.object()
                let calls = chapters.lines.last?.split(separator: ",").dropFirst(3).first
                #expect(calls.flatMap { Int($0) } == object["tasks"] as? Int)
                #expect(chapters.lines.first?.hasSuffix("language,first_words") == true)
                let inputs = try #require(object["inputs"] as? [[String: Any]])
                #expect(inputs.first?["encoding"] as? String == "WINDOWS-1252")
                #expect(inputs.first?["encoding_by"] as? String == "guessed")
                #expect(inputs.first?["language"] as? String == "de")
            }
            let shown = try await kling.run(["plan", "a.txt", "--voice", "v"])
            #expect(shown.output.contains(warning + ": run `kling-batch doctor` once first"))
            #expect(shown.output.contains("Read as:\n  a.txt  WINDOWS-1252 by a guess, de: “Über"))
        }
    }

    @Test("an encoding that cannot be told is 64, with the way out")
    func doubtfulEncoding() async throws {
        try await BuiltCommand.with { kling in
            let bytes = try TestSupport.bytes(
                of: "Kur mes šiąnakt eisime, drauguži?", in: "WINDOWS-1257")
            try Data(bytes).write(to: URL(filePath: kling.folder + "/a.txt"))
            let run = try await kling.run(["chapters", "a.txt"])
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("name the encoding with --encoding"), "\(run.errors)")
            let named = try await kling.run(["chapters", "a.txt", "--encoding", "WINDOWS-1257"])
            #expect(named.exitCode == 0 && named.output.contains("šiąnakt"))
        }
    }
}
