import Foundation
import KlingEmulator
import Subprocess
import TestServers
import TestSupport
import Testing

/// `kling-batch serve`, as a browser and whoever else is on the machine see it.
@Suite(.timeLimit(.minutes(10)), .needs("curl"))
struct ServeTests {
    /// Runs with `serve` on, whose visitor has been let in, and ends it.
    private static func serving(
        _ kling: BuiltCommand, _ body: @escaping (PageVisitor) async throws -> Void
    ) async throws {
        var isServed = false
        let serve = try await kling.watch(["serve"]) { line, send in
            guard !isServed else { return }
            isServed = true
            try await body(PageVisitor(kling, address: line))
            try send(.interrupt)
        }
        #expect(isServed)
        #expect(serve.exitCode == 0, "\(serve.output)")
        #expect(serve.lines.count == 1, "\(serve.output)")
    }

    @Test("the key is swapped for a cookie, with which pages are shown; they keep to themselves")
    func entry() async throws {
        try await BuiltCommand.with { kling in
            try await Self.serving(kling) { visitor in
                let swap = try await visitor.headers("/?key=\(visitor.key)", "")
                #expect(swap.contains("HTTP/1.1 303"))
                let lines = swap.lowercased().split(whereSeparator: \.isNewline)
                #expect(lines.contains("location: /"))
                #expect(swap.contains("HttpOnly; SameSite=Strict"))
                let page = try await visitor.headers("/")
                #expect(page.contains("HTTP/1.1 200"))
                for header in [
                    "default-src 'none'; script-src 'sha256-", "connect-src 'self'; ",
                    "frame-ancestors 'none'", "X-Content-Type-Options: nosniff",
                    "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
                    "Cache-Control: no-store",
                ] {
                    #expect(page.lowercased().contains(header.lowercased()), "\(header)\n\(page)")
                }
                let html = try await visitor.get("/")
                #expect(!html.contains(visitor.key))
                #expect(html.contains("There is no ledger at "))
            }
        }
    }

    @Test("who has no key, another name or another wish is shown nothing")
    func strangers() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(1)
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                try await Self.serving(kling) { visitor in
                    let paths = ["/", "/batch/1", "/batch/1/state", "/batch/1/events", "/state"]
                    for path in paths {
                        #expect(try await visitor.status(path) == "200")
                        let others = [
                            ("", "403"), ("-H 'Cookie: \(visitor.cookieName)=0'", "403"),
                            ("-H 'Host: example.com'", "421"),
                            ("-H 'Sec-Fetch-Site: same-site'", "421"),
                            ("-X POST", "405"), ("-I", "405"), ("-X DELETE", "405"),
                        ]
                        for (options, status) in others {
                            let cookie = status == "403" ? "" : visitor.cookie
                            let answer = try await visitor.ask(
                                path, "\(cookie) \(options) -w '%{http_code}'")
                            #expect(answer.hasSuffix(status), "\(path) \(options)")
                            #expect(!answer.contains("line"), "\(answer)")
                        }
                    }
                    for path in [
                        "/batch/2/../1x", "/batch/-1", "/batch/01", "/batch/+1", "/batch/1/2",
                        "/batch/%31", "/etc/passwd", "/batch/..%2f..%2fetc", "/batch", "/page",
                        "/batch/1/page", "/batch/99999999999999999999",
                    ] {
                        #expect(try await visitor.status(path) == "404", "\(path)")
                    }
                    let none = try await visitor.get("/batch/2/state")
                    #expect(none.contains("no batch of the number"))
                }
            }
        }
    }

    @Test("it listens on this machine's own addresses, and on no other")
    func addresses() async throws {
        try await BuiltCommand.with { kling in
            try await Self.serving(kling) { visitor in
                let port = String(visitor.port, radix: 16, uppercase: true)
                let digits = String(repeating: "0", count: 4 - port.count) + port
                let sockets = try await kling.shell(
                    "cat /proc/net/tcp /proc/net/tcp6 | awk '$4 == \"0A\" {print $2}'")
                let bound = sockets.split(separator: "\n").filter { $0.hasSuffix(":" + digits) }
                let own = ["0100007F:", "00000000000000000000000001000000:"].map { $0 + digits }
                #expect(bound.contains { $0 == own[0] })
                #expect(Set(bound.map(String.init)).isSubset(of: own))
            }
        }
    }

    @Test("a ledger that is made, a run that goes on and one that is killed are followed")
    func follows() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            try await Self.serving(kling) { visitor in
                #expect(try await visitor.get("/batch/1/state").contains("There is no ledger"))
                try await withSilentEmulator { emulator in
                    let events = try await visitor.events("/batch/1", until: "3 of 3") {
                        _ = try await kling.run(BuiltCommand.runArguments(emulator))
                    }
                    #expect(events.contains("event: look"))
                }
                try await withSilentEmulator {
                    $0.faults = try FaultShares("no-answer:1")
                } perform: { emulator in
                    try kling.list(4)
                    let run = BuiltCommand.runArguments(emulator)
                    _ = try await visitor.events("/batch/1", until: "was killed") {
                        _ = try await kling.watch(run) { line, send in
                            guard line.contains(" to pay, ") else { return }
                            _ = try await visitor.events("/batch/1", until: "It is running") {}
                            _ = try await visitor.events("/", until: ">running<") {}
                            try send(.kill)
                        }
                    }
                }
                let list = try await visitor.get("/state")
                #expect(list.contains("lines") && list.contains("3 of 4"), "\(list)")
            }
        }
    }

    @Test("tracks are served by their numbers, whole and in ranges, and nothing else is")
    func audio() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                try kling.list(3)
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                try kling.write("id,text\nother,Another.\n", to: "others.csv")
                _ = try await kling.run([
                    "run", "others.csv", "--voice", "reader_en_m-v1", "--output", "others",
                    "--base-url", emulator.address,
                ])
                let track = try Data(
                    contentsOf: URL(fileURLWithPath: kling.folder + "/audio/line-1.mp3"))
                try await Self.serving(kling) { visitor in
                    func save(
                        _ path: String, _ options: String = ""
                    ) async throws -> (String, Data) {
                        let head = try await visitor.ask(
                            path, "\(visitor.cookie) \(options) -D - -o got")
                        let got = URL(fileURLWithPath: kling.folder + "/got")
                        let bytes = (try? Data(contentsOf: got)) ?? Data()
                        try? FileManager.default.removeItem(at: got)
                        return (head, bytes)
                    }
                    let whole = try await save("/batch/1/audio/1")
                    #expect(whole.0.contains("200") && whole.0.contains("audio/mpeg"), "\(whole.0)")
                    #expect(whole.1 == track)
                    let part = try await save("/batch/1/audio/1", "-H 'Range: bytes=10-19'")
                    #expect(part.0.contains("206"))
                    let range = "content-range: bytes 10-19/\(track.count)"
                    #expect(part.0.lowercased().contains(range))
                    #expect(part.1 == track[10..<20])
                    let beyond = try await save(
                        "/batch/1/audio/1", "-H 'Range: bytes=\(track.count)-'")
                    #expect(beyond.0.contains("416"))

                    // Jobs of other batches, numbers that are none, ways out, no cookie.
                    for path in [
                        "/batch/2/audio/1", "/batch/1/audio/4", "/batch/1/audio/0",
                        "/batch/1/audio/01", "/batch/1/audio/../audio/1", "/batch/1/audio/1/..",
                        "/audio/1", "/batch/1/audio/line-1.mp3", "/batch/1/audio/1%2e",
                        "/batch/1/audio/", "/batch/1/audio/1/2",
                    ] {
                        #expect(try await visitor.status(path) == "404", "\(path)")
                    }
                    let stranger = try await visitor.ask("/batch/1/audio/1", "-w '%{http_code}'")
                    #expect(stranger.hasSuffix("403"))

                    // What stands under the track's name and is no plain file of the folder.
                    for change in [
                        "ln -s ../others/other.mp3 audio/line-1.mp3", "mkfifo audio/line-1.mp3",
                        "mkdir audio/line-1.mp3", ":",
                    ] {
                        try await kling.shell("mv audio/line-1.mp3 kept.mp3; \(change)")
                        #expect(
                            try await visitor.status("/batch/1/audio/1") == "404", "\(change)")
                        try await kling.shell(
                            "rm -rf audio/line-1.mp3; mv kept.mp3 audio/line-1.mp3")
                    }
                    #expect(try await visitor.status("/batch/1/audio/1") == "200")
                }
            }
        }
    }

    @Test("figures for programs are those of the report, for whoever brings the key")
    func metrics() async throws {
        try await withSilentEmulator({ $0.faults = try FaultShares("nested-1301:0.3") }) {
            emulator in
            try await BuiltCommand.with { kling in
                try kling.list(6)
                _ = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--batch", #"a "b" \c"#))
                let report = try await kling.run(["report", "--format", "json"]).object()
                try await Self.serving(kling) { visitor in
                    let bearer = "-H 'Authorization: Bearer \(visitor.key)'"
                    let text = try await visitor.ask("/metrics", bearer)
                    let batch = #"batch="a \"b\" \\c""#
                    for (name, label, figure) in [
                        ("jobs", "state=\"done\"", "done"),
                        ("jobs", "state=\"failed\"", "failed"),
                        ("calls_total", "outcome=\"succeeded\"", "succeeded"),
                        ("calls_total", "outcome=\"refused\"", "refused"),
                        ("spent_cny", "bound=\"surely\"", "surely_spent_cny"),
                        ("spent_cny", "bound=\"at_most\"", "at_most_spent_cny"),
                    ] {
                        let value = try #require(report[figure], "\(figure)")
                        let line = "kling_batch_\(name){\(batch),\(label)} \(value)\n"
                        #expect(text.contains(line), "\(line)\(text)")
                    }
                    #expect(text.contains("kling_batch_running{\(batch)} 0\n"))
                    let form = /(# (HELP|TYPE) kling_batch_\w+ .+|kling_batch_\w+\{.+\} [0-9.]+)/
                    let lines = text.split(separator: "\n")
                    #expect(lines.count > 20 && lines.allSatisfy { $0.wholeMatch(of: form) != nil })
                    let stranger = try await visitor.ask("/metrics", "-w '%{http_code}'")
                    #expect(stranger.hasSuffix("403"))
                }
            }
        }
    }

    @Test("what people and services wrote is escaped in all that is told")
    func escaped() async throws {
        try await withSilentEmulator { emulator in
            try await BuiltCommand.with { kling in
                let attack = "</script><script>window.attacked=1</script><b>"
                try kling.write(
                    "id,text,voice_id,<i>x\n\(attack),\(attack),,\(attack)\n", to: "<b>.csv")
                _ = try await kling.run([
                    "run", "<b>.csv", "--voice", "reader_en_m-v1", "--base-url", emulator.address,
                ])
                try await Self.serving(kling) { visitor in
                    for path in ["/", "/state", "/batch/1", "/batch/1/state"] {
                        // The title is data, which the script sets as text.
                        let told = try await visitor.get(path)
                            .replacing("\"title\":\"<b>\"", with: "")
                        #expect(!told.contains("<b>"), "\(path)")
                        #expect(!told.contains("<script>window"), "\(path)")
                        #expect(!told.contains("\\u003cb>"), "\(path)")
                        #expect(!told.contains(emulator.address + "/audio"))
                        #expect(!told.contains(BuiltCommand.token))
                    }
                    let state = try await visitor.get("/batch/1/state")
                    #expect(state.contains("&lt;script&gt;window"))
                }
            }
        }
    }
}

/// Who asks `serve` for pages with curl.
struct PageVisitor {
    private let kling: BuiltCommand
    /// Scheme, host and port.
    let base: String
    let key: String
    let port: Int

    var cookieName: String { "kling-batch-\(port)" }
    var cookie: String { "-H 'Cookie: \(cookieName)=\(key)'" }

    /// Takes the address that `serve` printed.
    init(_ kling: BuiltCommand, address: String) throws {
        let parts = try #require(
            address.wholeMatch(of: /(http:\/\/127\.0\.0\.1:(\d+))\/\?key=([0-9a-f]{32})/),
            "\(address)")
        self.kling = kling
        base = String(parts.1)
        port = try #require(Int(parts.2))
        key = String(parts.3)
    }

    /// What curl prints with these options; the path goes out as it stands.
    func ask(_ path: String, _ options: String) async throws -> String {
        try await kling.shell(
            "curl -s --path-as-is --max-time 2 \(options) '\(base)\(path)' || true")
    }

    func get(_ path: String) async throws -> String { try await ask(path, cookie) }

    func headers(_ path: String, _ options: String? = nil) async throws -> String {
        try await ask(path, "\(options ?? cookie) -D - -o /dev/null")
    }

    /// The status with the cookie; a stream is ended after two seconds.
    func status(_ path: String) async throws -> String {
        try await ask(path, "\(cookie) -o /dev/null -w '%{http_code}'")
    }

    /// The events of a page up to one that has some words, while something else is done.
    func events(
        _ page: String, until words: String, while body: () async throws -> Void
    ) async throws -> String {
        async let told = events(page, until: words)
        try await body()
        return try await told
    }

    private func events(_ page: String, until words: String) async throws -> String {
        let events = try await Subprocess.run(
            .name("curl"),
            arguments: [
                "-sN", "--max-time", "100", "-H", "Cookie: \(cookieName)=\(key)",
                base + (page == "/" ? "" : page) + "/events",
            ], input: .none, output: .sequence, error: .discarded
        ) { execution in
            var told = ""
            for try await line in execution.standardOutput.strings() {
                told += line + "\n"
                if line.contains(words) {
                    try execution.send(signal: .terminate)
                    break
                }
            }
            return told
        }.closureResult
        #expect(events.contains(words), "\(events)")
        return events
    }
}
