import Foundation
import KlingEmulator
import TestServers
import Testing

/// Books and subtitles on the command line.
@Suite(.timeLimit(.minutes(10)))
struct MediaTests {
    private static let film = """
        1
        00:00:01,000 --> 00:00:03,000
        Who is there?

        2
        00:00:04,000 --> 00:00:06,000
        [door slams]

        3
        00:00:07,000 --> 00:00:09,000
        Nobody.

        """

    private static func arguments(
        _ command: String, _ emulator: RunningEmulator, _ more: String...
    ) -> [String] {
        [
            command, "film.srt", "--voice", "oversea_male1", "--base-url", emulator.address,
            "--ledger", "ledger.sqlite",
        ] + more
    }

    @Test("a subtitle file is planned and run, and the report says how it fits")
    func subtitles() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.film, to: "film.srt")
            try await withSilentEmulator { emulator in
                let plan = try await kling.run(
                    Self.arguments("plan", emulator, "--format", "json"))
                #expect(try plan.object()["cost_cny"] as? String == "0.10")
                let run = try await kling.run(
                    Self.arguments("run", emulator, "--output", "audio"))
                #expect(run.exitCode == 0)
                #expect(run.errors.contains("film.mp3: 2 cues in 2 utterances, 100 % fit"))
                let names = try FileManager.default.contentsOfDirectory(
                    atPath: kling.folder + "/audio")
                #expect(
                    names.sorted() == [
                        "film.fit.csv", "film.fit.json", "film.mp3", "film.spoken.srt",
                    ])
                let report = try await kling.run(
                    ["report", "film", "--ledger", "ledger.sqlite", "--format", "json"])
                let fits = try #require(report.object()["fits"] as? [[String: Any]])
                #expect(fits.count == 1)
                #expect(fits[0]["utterances"] as? Int == 2)
            }
        }
    }

    @Test("a film is made anew where it, or how it is made, is another; its other sounds stay")
    func films() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.film, to: "film.srt")
            let ffmpeg = "ffmpeg -v error -nostdin -y -f lavfi -i color=c=$1:s=64x48:d=10 "
            try kling.write(
                ffmpeg + "-f lavfi -i sine=d=10 -f lavfi -i sine=f=880:d=10 -map 0 -map 1 -map 2 "
                    + "-c:a aac -metadata:s:a:1 language=ger -disposition:a:0 0 "
                    + "-disposition:a:1 default cut.mp4", to: "cut.sh")
            try kling.write("ffmpeg -v error -i $1 -map 0:v -f md5 -", to: "picture.sh")
            try kling.write(
                "ffprobe -v error -select_streams a -show_entries "
                    + "stream_tags=language:stream_disposition=default -of csv=p=0 $1",
                to: "sounds.sh")
            try await withSilentEmulator { emulator in
                func run(_ more: String...) async throws {
                    let run = try await kling.run(
                        Self.arguments("run", emulator, "--output", "out") + more)
                    #expect(run.exitCode == 0, "\(run.errors)")
                }
                func shell(_ line: String) async throws -> String {
                    try await kling.shell("sh \(line)")
                }
                _ = try await shell("cut.sh red")
                try await run("--video", "cut.mp4")
                let red = try await shell("picture.sh out/film.mp4")
                _ = try await shell("cut.sh blue")
                try await run("--video", "cut.mp4")
                #expect(try await shell("picture.sh out/film.mp4") != red)
                try await run()
                try await run("--video", "cut.mp4", "--duck", "12")
                #expect(try await shell("sounds.sh out/film.mp4") == "1,eng\n0,und\n")
                #expect(try emulator.bill().count == 2)
            }
        }
    }

    @Test("a film is planned in its own folder, with the command line that runs it")
    func filmPlan() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.film, to: "film.srt")
            try await kling.shell(
                "ffmpeg -v error -nostdin -f lavfi -i color=s=64x48:d=10 -f lavfi -i sine=d=10 "
                    + "film.mp4")
            let line = [
                "film.srt", "--video", "film.mp4", "--voice", "v", "--budget", "1", "--overwrite",
                "--concurrency", "2", "--quiet",
            ]
            let plan = try await kling.run(["plan"] + line)
            #expect(plan.exitCode == 0, "\(plan.errors)")
            #expect(plan.output.contains("10.0 s"), "\(plan.output)")
            let names = try FileManager.default.contentsOfDirectory(atPath: kling.folder)
            #expect(!names.contains("film"))
        }
    }

    @Test(
        "bad usage with subtitles is 64 and says what is wrong",
        arguments: [
            ("--max-speed 3", "0.5 to 2"), ("--max-stretch 2", "1 to 1.5"),
            ("--join-gap -1", "0 to 10"), ("--pack-confidence 2", "0 to 1"),
            ("--track ulaw", "not for subtitles"), ("--duration never", "never"),
            ("--duck 12", "--video"),
            ("--video gone.mp4", "gone.mp4"), ("--video film.srt", "film.srt"),
            ("--roles gone.json", "gone.json"), ("--sounds sing", "sing"),
        ])
    func badUsage(line: String, word: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.write(Self.film, to: "film.srt")
            let run = try await kling.run(
                ["run", "film.srt", "--voice", "v", "--output", "audio"]
                    + line.split(separator: " ").map(String.init))
            #expect(run.exitCode == 64)
            #expect(run.errors.contains(word), "\(run.errors)")
            #expect(run.output == "")
        }
    }

    @Test("tracks that have to be encoded are refused without ffmpeg, before anything is paid for")
    func noTool() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator { emulator in
                let line = ["lines.csv", "--voice", "v", "--base-url", emulator.address]
                for more in [["--track", "ogg"], ["--trim"], ["--tracks-for", "ljspeech"]] {
                    let run = try await kling.run(
                        ["run"] + line + more, environment: ["PATH": "/nowhere"])
                    #expect(run.exitCode == 64)
                    #expect(run.errors.contains("apt-get install ffmpeg"), "\(run.errors)")
                }
                #expect(try emulator.bill().isEmpty)
                let copied = try await kling.run(
                    ["run"] + line, environment: ["PATH": "/nowhere"])
                #expect(copied.exitCode == 0, "\(copied.errors)")
            }
        }
    }

    @Test("a book's chapters in another form make no audiobook, and say so")
    func chaptersInAnotherForm() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("# One\n\nHello there.\n", to: "book.md")
            let line = ["plan", "book.md", "--voice", "v", "--track", "flac"]
            let plan = try await kling.run(line)
            #expect(plan.exitCode == 0)
            #expect(plan.errors.contains("with --track flac none is made"))
            let quiet = try await kling.run(line + ["--book", "none"])
            #expect(!quiet.errors.contains("audiobook"))
            #expect(try await kling.run(line + ["--book", "opus"]).exitCode == 64)
        }
    }

    @Test("a loudness may be given behind a space")
    func loudness() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("# One\n\nHello there.\n", to: "book.md")
            let run = try await kling.run(
                ["run", "book.md", "--output", "audio", "--loudness", "-18"])
            // The voice is what it lacks.
            #expect(run.errors.contains("voice"), "\(run.errors)")
        }
    }

    @Test("a page that the archive lost stops the plan, unless it may be left out")
    func lostPage() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(
                """
                import zipfile
                book = zipfile.ZipFile("book.epub", "w")
                book.writestr("META-INF/container.xml", '<container '
                    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
                    '<rootfiles><rootfile full-path="p.opf" '
                    'media-type="application/oebps-package+xml"/></rootfiles></container>')
                pages = "".join(f'<item id="i{n}" href="{n}.xhtml" '
                    'media-type="application/xhtml+xml"/>' for n in range(3))
                book.writestr("p.opf", '<package xmlns="http://www.idpf.org/2007/opf" '
                    'version="3.0"><metadata/><manifest>' + pages + '</manifest><spine>'
                    + "".join(f'<itemref idref="i{n}"/>' for n in range(3))
                    + '</spine></package>')
                for n in range(3):
                    book.writestr(f"{n}.xhtml", f"<html><body><p>Page {n}.</p></body></html>")
                book.close()
                damaged = open("book.epub", "rb").read().replace(b"Page 1.", b"Pabe 1.")
                open("book.epub", "wb").write(damaged)
                """, to: "book.py")
            try await kling.shell("python3 book.py")
            let plan = try await kling.run(["plan", "book.epub", "--voice", "v"])
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains("book.epub/1.xhtml"), "\(plan.errors)")
            let partial = try await kling.run(
                ["plan", "book.epub", "--voice", "v", "--skip-invalid", "--format", "json"])
            #expect(try partial.object()["calls_to_pay"] as? Int == 2)
        }
    }

    @Test("a pipe is refused instead of waited for", arguments: ["x.srt", "x.md", "x.epub"])
    func pipe(name: String) async throws {
        try await BuiltCommand.with { kling in
            try await kling.shell("mkfifo \(name)")
            let plan = try await kling.run(["plan", name, "--voice", "v"])
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains("not a regular file"), "\(plan.errors)")
        }
    }
}
