import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What the command says of costs, before and after they are paid.
@Suite(.tags(.computing), .timeLimit(.minutes(10)))
struct CostReportTests {
    private static let list = """
        id,text,actor,state,take,voice
        a,Hello there.,Ann,new,1,calm_story1
        b,Good night.,Bob,old,2,uk_man2
        c,Hello there.,Ann,new,10,calm_story1
        d,Who is it?,Bob,new,007,nobody

        """

    private static func withBatch(
        _ more: [String] = [], _ body: (BuiltCommand, RunningEmulator) async throws -> Void
    ) async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.list, to: "lines.csv")
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator) + more)
                #expect(run.exitCode == 0, "\(run.errors)")
                try await body(kling, emulator)
            }
        }
    }

    private static func groups(
        _ kling: BuiltCommand, _ arguments: [String]
    ) async throws -> [String: [String: Any]] {
        let result = try await kling.run(arguments + ["--format", "json"])
        #expect(result.exitCode == 0, "\(result.errors)")
        let groups = try #require(try result.object()["groups"] as? [[String: Any]])
        return Dictionary(
            groups.map { ($0["group"] as? String ?? "-", $0) }, uniquingKeysWith: { $1 })
    }

    @Test("what a plan says of a group is what the report says of it once it is paid")
    func planAndReport() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.list, to: "lines.csv")
            try await withSilentEmulator { emulator in
                var planned: [String: [String: [String: Any]]] = [:]
                let groupings = ["voice", "actor", "input", "job", "batch", "take"]
                for by in groupings {
                    planned[by] = try await Self.groups(
                        kling,
                        [
                            "plan", "lines.csv", "--voice", "reader_en_m-v1", "--base-url",
                            emulator.address, "--by", by,
                        ])
                }
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 0, "\(run.errors)")
                for by in groupings {
                    let paid = try await Self.groups(kling, ["report", "lines", "--by", by])
                    let costs = paid.mapValues { $0["surely_spent_cny"] as? String ?? "" }
                    #expect(
                        planned[by]?.mapValues { $0["cost_cny"] as? String ?? "" } == costs, "\(by)"
                    )
                }
                let ann = try await Self.groups(kling, ["report", "--by", "actor"])["Ann"]
                #expect(ann?["surely_spent_cny"] as? String == "0.05")
                #expect(ann?["jobs"] as? Int == 2)
                #expect(ann?["calls"] as? Int == 1)
            }
        }
    }

    @Test("groups that there are not are refused with those that there are")
    func noColumn() async throws {
        try await Self.withBatch { kling, emulator in
            let plan = ["plan", "lines.csv", "--base-url", emulator.address, "--by"]
            for arguments in [["report", "--by", "actr"], plan + ["actr"]] {
                let result = try await kling.run(arguments)
                #expect(result.exitCode == 64)
                #expect(result.errors.contains("There is no column “actr”"))
                #expect(result.errors.contains("“actor”"))
            }
            let day = try await kling.run(plan + ["day"])
            #expect(day.exitCode == 64)
            let column = try await Self.groups(kling, ["report", "--by", "column=state"])
            #expect(column["old"]?["jobs"] as? Int == 1)
        }
    }

    @Test("days, months and moments are stretches of time, and go with groups or jobs")
    func periods() async throws {
        try await Self.withBatch { kling, _ in
            let month = try await Self.groups(
                kling, ["report", "--by", "month", "--since", "2020-01", "--until", "2099-12"])
            #expect(month.count == 1)
            #expect(month.values.first?["calls"] as? Int == 3)
            let before = try await Self.groups(
                kling, ["report", "--by", "day", "--until", "2020-01-01"])
            #expect(before.isEmpty)
            let jobs = try await kling.run(
                ["report", "--jobs", "--until", "2020-01-01 10:00", "--format", "csv"])
            #expect(jobs.output == "")
            for arguments in [
                ["--since", "2020-01"], ["--by", "day", "--jobs"],
                ["--by", "day", "--since", "2021", "--until", "2020"],
                ["--by", "day", "--since", "2021-01-02", "--until", "2021-01-01"],
            ] {
                #expect(try await kling.run(["report"] + arguments).exitCode == 64)
            }
        }
    }

    @Test("each job has its voice, its share, the names of its calls, and its own columns apart")
    func jobs() async throws {
        try await Self.withBatch { kling, _ in
            let csv = try await kling.run(["report", "--jobs", "--format", "csv"])
            #expect(csv.lines[0].hasSuffix("seconds,file,actor,state (list),take"))
            let jobs = try await kling.run(["report", "--jobs", "--format", "json"]).objects()
            #expect(
                jobs.map { $0["surely_spent_cny"] as? String } == [
                    "0.025", "0.05", "0.025", "0.05",
                ])
            #expect(jobs.map { $0["calls"] as? Int } == [1, 1, 0, 1])
            #expect(
                jobs[0]["voice"] as? String == "calm_story1" && jobs[0]["speed"] as? String == "1")
            #expect(jobs[0]["request_ids"] as? String == jobs[2]["request_ids"] as? String)
            #expect((jobs[1]["request_ids"] as? String)?.hasPrefix("req_") == true)
            let file = try #require(jobs[1]["file"] as? String)
            #expect(FileManager.default.fileExists(atPath: file))
        }
    }

    @Test("rows that were left out for their faults are among the jobs")
    func leftOut() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text,speed\na,Hello.,1\nb,Bye.,9\n", to: "lines.csv")
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator, "--skip-invalid"))
                let jobs = try await kling.run(["report", "--jobs", "--format", "json"]).objects()
                #expect(jobs.map { $0["state"] as? String } == ["done", "left out"])
                #expect((jobs[1]["place"] as? String)?.contains("lines.csv:3") == true)
                #expect((jobs[1]["reason"] as? String)?.contains("speed") == true)
            }
        }
    }

    @Test("a batch is booked on the project that was said last, and on none where that is empty")
    func project() async throws {
        try await Self.withBatch(["--project", "Season 1"]) { kling, emulator in
            let report = try await kling.run(["report", "--format", "json"]).object()
            #expect(report["project"] as? String == "Season 1")
            #expect(report["currency"] as? String == "CNY")
            #expect((report["account"] as? String)?.count == 32)
            #expect((report["first_call"] as? String)?.hasSuffix("Z") == true)
            _ = try await kling.run(BuiltCommand.runArguments(emulator))
            let kept = try await Self.groups(kling, ["report", "--by", "project"])
            #expect(kept["Season 1"]?["surely_spent_cny"] as? String == "0.15")
            _ = try await kling.run(BuiltCommand.runArguments(emulator, "--project", ""))
            let none = try await Self.groups(kling, ["report", "--by", "project"])
            #expect(none["-"]?["surely_spent_cny"] as? String == "0.15")
        }
    }

    @Test("a second currency stands beside the yuan and says that it is converted")
    func currency() async throws {
        try await Self.withBatch { kling, _ in
            let table = try await kling.run(["report", "--currency", "EUR=7.5"])
            #expect(table.output.contains("Surely spent 0.02 EUR"))
            #expect(table.output.contains("converted at 7.5 CNY for 1 EUR"))
            let json = try await kling.run(
                ["report", "--format", "json", "--currency", "EUR=0.5"]).object()
            #expect(json["surely_spent_cny"] as? String == "0.15")
            #expect(json["surely_spent_eur_converted"] as? String == "0.30")
            let wrong = try await kling.run(["report", "--currency", "EUR"])
            #expect(wrong.exitCode == 64 && wrong.errors.contains("EUR=7.8"))
        }
    }

    @Test(
        "a plan begins with who is called, who pays and how much at most, and names unknown voices")
    func planLines() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.list, to: "lines.csv")
            let plan = try await kling.run([
                "plan", "lines.csv", "--base-url", "http://127.0.0.1:9", "--budget", "2",
                "--budget-day", "5",
            ])
            let first = plan.lines.prefix(4).map { $0.split(separator: " ").first.map(String.init) }
            #expect(first == ["service", "account", "budget", "ceiling"])
            #expect(plan.output.contains("2.00 CNY, 5.00 CNY a day for the account"))
            #expect(plan.output.contains("2.00 CNY in all, by --budget"))
            #expect(
                plan.output.contains("Not among the voices that the platform publishes: nobody."))
            let json = try await kling.run([
                "plan", "lines.csv", "--base-url", "http://127.0.0.1:9", "--format", "json",
            ]).object()
            #expect(json["ceiling_cny"] as? String == "1.15")
            #expect((json["expected_audio_s"] as? Double ?? 0) > 1)
        }
    }

    @Test("voices for quoted speech that multiply the calls are warned of, with both figures")
    func dialogue() async throws {
        try await BuiltCommand.with { kling in
            let talk = (1...30).map { "“Is it \($0)?” she asked. He looked up.\n\n" }.joined()
            try kling.write("# Tale\n\n## One\n\n" + talk, to: "tale.md")
            let arguments = ["plan", "tale.md", "--voice", "calm_story1"]
            let plain = try await kling.run(arguments)
            #expect(!plain.output.contains("in one voice"))
            let plan = try await kling.run(arguments + ["--dialogue-voice", "uk_man2"])
            let calls = try #require(
                plan.lines.first { $0.hasPrefix("calls to pay") }?.split(separator: " ").last)
            #expect(
                plan.output.contains("into \(calls) calls, ")
                    && plan.output.contains("in one voice they take 1 call, 0.05 CNY."),
                "\(plan.output)")
        }
    }

    @Test(
        "numbers of a list come back as numbers in a workbook, other cells as they are",
        .needs("unzip"))
    func workbook() async throws {
        try await Self.withBatch { kling, _ in
            try kling.write(
                "id,text,state,take,code\na,Hi.,x,1,007\nb,Ho.,y,2.5,8\n", to: "more.csv")
            try await withSilentEmulator { emulator in
                let run = try await kling.run([
                    "run", "more.csv", "--voice", "calm_story1", "--output", "more", "--base-url",
                    emulator.address,
                ])
                #expect(run.exitCode == 0, "\(run.errors)")
            }
            let sheet = try await kling.shell(
                "\(BuiltCommand.path) report more --jobs --format xlsx > m.xlsx "
                    + "&& unzip -p m.xlsx xl/worksheets/sheet1.xml")
            #expect(sheet.contains("state (list)"))
            #expect(sheet.contains("><v>2.5</v>") && sheet.contains(">007<"))
        }
    }

    @Test(
        "an audition says what it costs, pays only on a yes, and not twice for one text and voice")
    func audition() async throws {
        try await BuiltCommand.with { kling in
            try await withSilentEmulator { emulator in
                let arguments = [
                    "voices", "--audition", "It was night.", "--base-url", emulator.address,
                    "uk_man2", "calm_story1",
                ]
                let asked = try await kling.run(arguments)
                #expect(asked.exitCode == 64)
                #expect(asked.errors.contains("This buys 2 calls for 0.10 CNY: add --yes"))
                #expect(try emulator.bill().isEmpty)
                let bought = try await kling.run(arguments + ["--yes", "--output", "heard"])
                #expect(bought.exitCode == 0, "\(bought.errors)")
                #expect(kling.files(in: "heard") == ["calm_story1.mp3", "uk_man2.mp3"])
                let third = try await kling.run(
                    arguments + ["nobody", "--yes", "--output", "heard"])
                #expect(third.exitCode == 0, "\(third.errors)")
                #expect(try emulator.bill().count == 3)
                #expect(kling.files(in: "heard").count == 3)
                // What is paid for needs no yes.
                let again = try await kling.run(arguments + ["--output", "heard"])
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(try await kling.run(["voices", "--yes"]).exitCode == 64)
            }
        }
    }

    @Test("voices say who speaks where their names do, and nothing where they do not")
    func persons() async throws {
        try await BuiltCommand.with { kling in
            let voices = try await kling.run(["voices", "--format", "csv"])
            #expect(voices.lines[0] == "voice_id,language,name,gender,age")
            #expect(voices.lines.contains("laopopo_speech02,en,Prattle,female,old"))
            #expect(voices.lines.contains("cartoon-boy-07,zh,活泼男童,male,child"))
            #expect(voices.lines.contains("reader_en_m-v1,en,The Reader,male,"))
            #expect(voices.lines.contains("AOT,en,Ace,,"))
            let some = try await kling.run(["voices", "AOT", "--format", "csv"])
            #expect(some.lines.count == 2)
        }
    }

    @Test(
        "a month of batches, edited and killed, agrees with the emulator's bill", .needs("python3"))
    func month() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try await BuiltCommand.with { kling in
            let said = try await kling.shell(
                "bash '\(root.path)/Tests/month.sh' '\(BuiltCommand.path)' 3 2>&1")
            #expect(said.contains("within their bounds"), "\(said)")
        }
    }
}
