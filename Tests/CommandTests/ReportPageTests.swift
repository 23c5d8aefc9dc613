import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// `report --html`: what the page says, and where it is written.
@Suite(.timeLimit(.minutes(10)))
struct ReportPageTests {
    /// The text of a page that `report --html` wrote.
    private static func page(
        _ kling: BuiltCommand, _ batch: String, to file: String = "report.html"
    ) async throws -> String {
        let result = try await kling.run(["report", batch, "--html", file])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output == file + "\n")
        return try String(contentsOfFile: "\(kling.folder)/\(file)", encoding: .utf8)
    }

    @Test("each figure on the page is that of `report --format json`")
    func figures() async throws {
        try await withSilentEmulator({ $0.faults = try FaultShares("reset-after:0.2") }) {
            emulator in
            try await BuiltCommand.with { kling in
                try kling.write(
                    "id,text,scene\na,Hello.,1\nb,Hello.,1\nc,Good day.,2\nd,Bye.,2\n",
                    to: "lines.csv")
                _ = try await kling.run(BuiltCommand.runArguments(emulator, "--budget", "3"))
                let page = try await Self.page(kling, "lines")
                let json = try await kling.run(["report", "lines", "--format", "json"]).object()
                let cells = page.matches(of: #/data-figure="(\w+)">([^<]*)</#)
                #expect(cells.count > 25)
                for cell in cells {
                    let value = try #require(json[String(cell.1)], "\(cell.1)")
                    #expect(Self.text(of: value) == Self.plain(String(cell.2)), "\(cell.1)")
                }
                let flat = json.filter { !($0.value is [Any]) }
                #expect(Set(flat.keys) == Set(cells.map { String($0.1) }))
                let spent = try #require(json["surely_spent_cny"] as? String)
                #expect(page.contains("<dt>Surely spent</dt><dd>\(spent) CNY"))
                #expect(page.contains("1 text said more than once: 1 call not needed, 0.05 CNY"))
            }
        }
    }

    /// A value of JSON as the page writes it: numbers without what says nothing.
    private static func text(of value: Any) -> String {
        switch value {
        case is NSNull: ""
        case let text as String: plain(text)
        case let number as NSNumber: plain("\(number)")
        default: "?"
        }
    }

    private static func plain(_ text: String) -> String {
        guard text.wholeMatch(of: /-?\d+(\.\d+)?/) != nil else { return text }
        return Decimal(string: text).map { "\($0)" } ?? text
    }

    @Test("a page takes the place of an earlier one, and of nothing else")
    func places() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(2)
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                let first = try await Self.page(kling, "lines")
                #expect(first.contains("2 of 2"))
                _ = try await Self.page(kling, "lines")
                try kling.write("id,text\n", to: "mine.html")
                let refused = try await kling.run(["report", "lines", "--html", "mine.html"])
                #expect(refused.exitCode == 64)
                #expect(refused.errors.contains("mine.html is there and is no earlier report"))
                let mine = try String(contentsOfFile: kling.folder + "/mine.html", encoding: .utf8)
                #expect(mine == "id,text\n")
                try kling.write("", to: "empty.html")
                try await kling.shell(
                    "mkfifo pipe.html; ln -s report.html link.html; ln -s none lost.html")
                for (name, words) in [
                    ("empty.html", "is no earlier report"), ("pipe.html", "is no earlier report"),
                    ("link.html", "is a symbolic link"), ("lost.html", "is a symbolic link"),
                    ("audio", "is no earlier report"),
                ] {
                    let other = try await kling.run(["report", "lines", "--html", name])
                    #expect(other.exitCode == 64, "\(name)")
                    #expect(other.errors.contains("\(name) "), "\(other.errors)")
                    #expect(other.errors.contains(words), "\(other.errors)")
                }
                let kept = try await kling.shell(
                    "test -p pipe.html && test -L link.html && test -L lost.html && echo kept")
                #expect(kept == "kept\n")
                let nowhere = try await kling.run(["report", "lines", "--html", "no/r.html"])
                #expect(nowhere.exitCode != 0)
                for more in [["--all"], ["--jobs"], ["--format", "json"]] {
                    let result = try await kling.run(["report", "--html", "r.html"] + more)
                    #expect(result.exitCode == 64)
                }
                let other = try await Self.page(kling, "lines", to: "audio/here.html")
                #expect(other.contains("\"folder\":\"./\""))
                #expect(first.contains("\"folder\":\"audio/\""))
            }
        }
    }
}

/// Pages in a browser.
@Suite(
    .tags(.computing), .timeLimit(.minutes(20)),
    .enabled(if: BrowserTools.areThere, "Tests/browser/setup.sh has not run: not installed"))
struct ReportPageBrowserTests {
    /// Makes a batch with a list, and checks its page by one of the scripts in `Tests/browser`.
    private func check(
        _ script: String, _ more: [String] = [], batch: String = "lines",
        _ emulate: (inout EmulatorSettings) throws -> Void = { _ in }, exitCode: Int32? = 0,
        run: (BuiltCommand, RunningEmulator) throws -> [String]
    ) async throws -> String {
        var said = ""
        try await withSilentEmulator(emulate) { emulator in
            try await BuiltCommand.with { kling in
                let ran = try await kling.run(try run(kling, emulator))
                #expect(exitCode == nil || ran.exitCode == exitCode, "\(ran.errors)")
                let made = try await kling.run(["report", batch, "--html", "report.html"])
                #expect(made.exitCode == 0, "\(made.errors)")
                said = try await BrowserTools.run(script, [kling.folder + "/report.html"] + more)
            }
        }
        return said
    }

    @Test("a list is sorted, filtered, searched, played, saved as CSV and used by keyboard")
    func list() async throws {
        let said = try await check("list_page.py") { kling, emulator in
            let rows = (0..<40).map { number in
                "l\(number),Line number \(number).,\(number % 2 == 0 ? "Mira" : "Tobias"),"
                    + "Scene \(number / 20 + 1)\n"
            }
            try kling.write("id,text,speaker,scene\n" + rows.joined(), to: "lines.csv")
            return BuiltCommand.runArguments(emulator)
        }
        #expect(said == "holds\n")
    }

    @Test("20,000 rows are drawn as they are scrolled to")
    func large() async throws {
        let said = try await check("large_page.py", ["20000"], exitCode: 3) { kling, emulator in
            let rows = (0..<20_000).map { "l\($0),Line number \($0).,Scene \($0 / 100)\n" }
            try kling.write("id,text,scene\n" + rows.joined(), to: "lines.csv")
            return BuiltCommand.runArguments(emulator, "--budget", "0.05")
        }
        #expect(said.hasPrefix("20000 rows: "))
    }

    @Test("markup and script in texts, ids, columns, titles, voices and messages stay texts")
    func attacks() async throws {
        let attacks = [
            "</script><script>window.attacked=1</script>", "<img src=x onerror=window.attacked=1>",
            "\"\u{301} autofocus onfocus=window.attacked=1 x=\"", "{{batch}}{{{style}}}",
            "<!--<script>", "javascript:window.attacked=1", "<b>\u{2028}</b>", "&lt;i&gt;",
        ]
        let said = try await check(
            "attack_page.py", ["<b>", "{{batch}}", "onfocus=window.attacked=1"],
            { $0.faults = try FaultShares("escape-refusal:0.2,html-502:0.1") }, exitCode: nil
        ) { kling, emulator in
            func field(_ text: String) -> String {
                // By scalars: a quotation mark with an accent above it is one to a list.
                "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
            }
            let rows = (0..<24).map { number in
                let attack = field(attacks[number % attacks.count])
                return "\(field("\(number)" + attacks[number % attacks.count])),"
                    + "\(field("\(number) " + attacks[(number / 2) % attacks.count])),\(attack),"
                    + "\(attack),\(field("v<b>\(number % 2)\"\u{301}"))\n"
            }
            let heading = "id,text,title,\(field("<script>window.attacked=1</script>")),voice_id\n"
            try kling.write(heading + rows.joined(), to: "lines.csv")
            return BuiltCommand.runArguments(emulator)
        }
        #expect(said == "holds\n")
    }

    @Test("a book has its chapters, with players and the seams between calls", .needsTestData)
    func book() async throws {
        let file = "books/epub/zh-hant-sunzi-calibre-epub2.epub"
        let said = try await check("book_page.py", ["13"], batch: "book") { _, emulator in
            [
                "run", TestData.path(file), "--batch", "book", "--voice", "reader_en_m-v1",
                "--max-chars", "300", "--output", "audio", "--base-url", emulator.address,
            ]
        }
        #expect(said == "holds\n")
    }

    @Test("a film has its time line, which plays where it is clicked", .needsTestData)
    func film() async throws {
        let file = "subtitles/real/pepper-and-carrot-ep6-eng.srt"
        let said = try await check("film_page.py", batch: "film") { _, emulator in
            [
                "run", TestData.path(file), "--batch", "film", "--voice", "reader_en_m-v1",
                "--output", "audio", "--base-url", emulator.address,
            ]
        }
        #expect(said == "holds\n")
    }
}
