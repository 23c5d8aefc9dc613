import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What a run tells those who watch it closely.
@Suite(.timeLimit(.minutes(10)))
struct EventFileTests {
    @Test("--events-file has every event of each run, with the money, and stdout its report")
    func events() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator { emulator in
                let arguments = BuiltCommand.runArguments(
                    emulator, "--events-file", "run.jsonl", "--explain-pace")
                let run = try await kling.run(arguments)
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(run.output.hasPrefix("batch "))
                let events = try Self.events(of: kling)
                let names = events.compactMap { $0["event"] as? String }
                #expect(names.count == events.count)
                // A slow machine may tell first that the service has not answered yet.
                #expect(names.first { $0 != "notice" } == "planned" && names.last == "end")
                #expect(names.filter { $0 == "call" }.count == 2)
                #expect(names.filter { $0 == "track" }.count == 2)
                let money = events.filter { $0["event"] as? String == "money" }
                #expect(money.last?["surely_spent_cny"] as? String == "0.10")
                #expect(money.last?["calls_to_pay"] as? Int == 0)
                // A run that has nothing to pay adds to it.
                _ = try await kling.run(arguments)
                let all = try Self.events(of: kling).compactMap { $0["event"] as? String }
                #expect(all.starts(with: names) && all.filter { $0 == "end" }.count == 2)
            }
        }
    }

    @Test("a file that cannot be written, or none, is said before anything is asked of the service")
    func noFile() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator { emulator in
                for (path, words) in [
                    ("-", "--events writes the events to standard output"),
                    ("none/run.jsonl", "none/run.jsonl cannot be written: No such file"),
                ] {
                    let run = try await kling.run(
                        BuiltCommand.runArguments(emulator, "--events-file", path))
                    #expect(run.exitCode == 64)
                    #expect(run.errors.contains(words), "\(run.errors)")
                }
                #expect(try emulator.bill().isEmpty)
            }
        }
    }

    @Test("a command at a run's end does not find the variable that named it")
    func endCommandOfVariable() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator),
                    environment: [
                        "KLING_BATCH_ON_DONE": "echo \"done, ${KLING_BATCH_ON_DONE-none} left\"",
                        "KLING_BATCH_ON_PROBLEM": "true",
                    ])
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(run.errors.contains("done, none left"), "\(run.errors)")
            }
        }
    }

    @Test(
        "a file that is something else is left as it is, by events and log alike",
        arguments: ["--events-file", "--log-file"])
    func otherFile(option: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try kling.write("Chapter 1\n", to: "book.txt")
            try kling.write("{\"text\": \"Hello.\"}\n", to: "rows.jsonl")
            try await kling.shell("mkfifo pipe")
            try await withSilentEmulator { emulator in
                for (path, words) in [
                    ("book.txt", "does not begin as a"), ("rows.jsonl", "does not begin as a"),
                    ("lines.csv", "name another file"), ("pipe", "pipe is no regular file"),
                ] {
                    let run = try await kling.run(
                        BuiltCommand.runArguments(emulator, option, path))
                    #expect(run.exitCode == 64, "\(path)")
                    #expect(run.errors.contains(words), "\(run.errors)")
                }
                #expect(try await kling.shell("cat book.txt") == "Chapter 1\n")
                #expect(try emulator.bill().isEmpty)
                // Its own file is added to, and so is an empty one.
                try kling.write("", to: "own")
                for _ in 0..<2 {
                    let run = try await kling.run(
                        BuiltCommand.runArguments(emulator, option, "own"))
                    #expect(run.exitCode == 0, "\(run.errors)")
                }
                let device = try await kling.run(
                    BuiltCommand.runArguments(emulator, option, "/dev/null"))
                #expect(device.exitCode == 0, "\(device.errors)")
            }
        }
    }

    @Test("the report has the pace over time, by calls and by what limited them")
    func paceOverTime() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(run.output.contains("\nlimited by "))
                let report = try await kling.run(["report", "--format", "json"]).object()
                let minutes = try #require(report["pace"] as? [[String: Any]])
                #expect(minutes.compactMap { $0["succeeded"] as? Int }.reduce(0, +) == 3)
                #expect(minutes.last?["limit"] is String)
            }
        }
    }

    private static func events(of kling: BuiltCommand) throws -> [[String: Any]] {
        let text = try String(contentsOfFile: kling.folder + "/run.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }
}
