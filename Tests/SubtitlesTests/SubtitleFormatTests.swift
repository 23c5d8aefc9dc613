import Foundation
import Subtitles
import TestSupport
import Testing
import Texts

@Suite struct SubtitleFormatTests {
    private static let srt = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n"

    @Test(
        "names tell the format, also of a file that was saved as a text",
        arguments: [
            ("film.webvtt", SubtitleFormat.vtt), ("film.itt", .ttml), ("film.SSA", .ass),
            ("film.srt.txt", .srt), ("film.ass.txt", .ass), ("film.smi", .sami), ("film.scc", .scc),
            ("a/film.sub", .microdvd), ("film.mpl2", .mpl2), ("film.sup", .pictures),
        ])
    func names(path: String, format: SubtitleFormat) {
        #expect(SubtitleFormat(path: path) == format)
        #expect(SubtitleFormat(path: "book.txt") == nil && SubtitleFormat(path: "a.b.txt") == nil)
    }

    @Test(
        "the first lines show the format of a file whose name says little",
        arguments: [
            (srt, SubtitleFormat.srt), ("\u{FEFF}" + srt, .srt),
            ("00:01.000 --> 00:02.000\nHi\n", .srt),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi", .vtt),
            ("[Script Info]\nTitle: x\n", .ass), ("<SAMI><BODY>", .sami),
            ("<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\">", .ttml),
            ("<?xml version=\"1.0\"?>\n<tt:tt xmlns:tt=\"x\">", .ttml),
            ("0:00:01.000,0:00:03.000\nHello\n", .sbv),
            ("{1}{1}25\n{25}{75}Hello|there\n", .microdvd),
            ("[10][35]Hello|/there\n[40][]Bye\n", .mpl2),
            ("00:00:01:Hello|there\n00:00:04:\n00:00:05:Bye\n", .tmplayer),
            ("0:00:01=Hello\n0:00:05=Bye\n", .tmplayer),
            ("[00:01.50]La la\n[00:03.00]Words\n", .lrc),
            ("Scenarist_SCC V1.0\n\n00:00:01:00\t9420\n", .scc),
            ("//Font\n$FontName = Arial\n00:00:01:00 , 00:00:03:00 , Hello\n", .stl),
        ])
    func contents(text: String, format: SubtitleFormat) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "film.dat")
        #expect(SubtitleFormat(contentsAt: path) == format)
        #expect(SubtitleFormat(contentsAt: folder.path) == nil)
    }

    @Test(
        "books, lists and talk of times are no subtitles",
        arguments: [
            "", "It was a dark night.\n", "Chapter 1\n\nAt 00:00:01 --> the clock struck.\n",
            "00:00:01 John: Hello.\n00:00:05 Anna: Hi.\n", "[1] First note.\n[2] Second note.\n",
            "id,text\n1,Hello\n", "<?xml version=\"1.0\"?>\n<html><table></table></html>",
            "{1} One\n{2} Two\n", "12:30, a day in May\n", "1\n\n2\n\n3\n",
            "An SRT file looks so:\n\n1\n00:00:01,000 --> 00:00:02,000\nHello.\n",
        ])
    func noSubtitles(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "film.txt")
        #expect(SubtitleFormat(contentsAt: path) == nil)
    }

    @Test("what a person says counts more than the first lines, and these more than the name")
    func order() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            Array("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n".utf8), to: "a.srt")
        let shown = try await readSubtitles(at: path, format: .srt, options: .init())
        #expect(shown.format == .vtt)
        let said = try await readSubtitles(at: path, format: .srt, isSaid: true, options: .init())
        #expect(said.format == .srt && said.cues.map(\.text) == ["Hi"])
    }

    @Test(
        "MPL2 and TMPlayer are read line by line; an end that is left open is the next cue's start")
    func lines() {
        let mpl2 = subtitles(
            in: "[10][35]Hello|/there\n[40][]Bye\n[900][910]{y:i}End\n", format: .mpl2,
            path: "a.txt")
        #expect(mpl2.cues.map(\.text) == ["Hello\nthere", "Bye", "{y:i}End"])
        #expect(mpl2.cues.map(\.start) == [.seconds(1), .seconds(4), .seconds(90)])
        #expect(mpl2.cues[0].end == .milliseconds(3500) && mpl2.cues[1].end < .seconds(6))
        let player = subtitles(
            in: "00:00:01:Hello|there\n00:00:02:\n00:00:05,1=Bye\nno time\n", format: .tmplayer,
            path: "a.txt")
        #expect(player.cues.map(\.text) == ["Hello\nthere", "Bye"])
        #expect(player.cues[0].end == .seconds(2) && player.cues[1].start == .seconds(5))
        #expect(player.faults.map(\.place.line) == [4])
    }

    @Test("SAMI is read, a language for each class")
    func sami() {
        let file = subtitles(
            in: """
                <SAMI><HEAD><STYLE TYPE="text/css"><!--
                .ENCC {Name: English; lang: en-US;} .FRCC {Name: French; lang: fr-FR;}
                --></STYLE></HEAD><BODY>
                <SYNC Start=1000><P Class=ENCC>Hello<br>there &amp; you
                <SYNC Start=1000><P Class=FRCC>Bonjour
                <SYNC Start=3000><P Class=ENCC>&nbsp;<P Class=FRCC>&nbsp;
                <SYNC Start=4000><P Class=ENCC>Bye
                </BODY></SAMI>
                """, format: .sami, path: "a.smi")
        #expect(file.cues.map(\.language) == ["en-us", "fr-fr", "en-us"])
        #expect(file.cues.map(\.text) == ["Hello\nthere &amp; you", "Bonjour", "Bye"])
        #expect(file.cues.map(\.start) == [.seconds(1), .seconds(1), .seconds(4)])
        #expect(file.cues[0].end == .seconds(3) && file.cues[2].end > .seconds(5))
    }

    @Test("frames, captions and Spruce's subtitles are read through ffmpeg")
    func converted() async throws {
        let folder = try TemporaryFolder()
        for (name, text) in [
            ("a.sub", "{1}{1}25\n{25}{75}Héllo|there\n"),
            ("a.stl", "00:00:01:00 , 00:00:03:00 , Héllo|there\n"),
        ] {
            let path = try folder.write(Array(text.utf8), to: name)
            let format = try #require(SubtitleFormat(path: path))
            let file = try await readSubtitles(at: path, format: format, options: .init())
            #expect(file.cues.map(\.text) == ["Héllo\nthere"])
            #expect(file.cues.map(\.start) == [.seconds(1)])
            #expect(file.path == path && file.notices.isEmpty)
        }
        let path = try folder.write(Array("{25}{75}Hello\n".utf8), to: "b.sub")
        let file = try await readSubtitles(at: path, format: .microdvd, options: .init())
        #expect(file.notices.first?.contains("23.976") == true)
    }

    @Test("what cannot be read says how to convert it")
    func notRead() async throws {
        let folder = try TemporaryFolder()
        for (bytes, word) in [
            (Array("850STL25.01".utf8), "Subtitle Edit"), ([0, 0, 1, 0xBA, 0x44], "OCR"),
        ] {
            let path = try folder.write(bytes, to: "a.stl")
            let error = await #expect(throws: SubtitleError.self) {
                try await readSubtitles(at: path, format: .stl, options: .init())
            }
            #expect("\(try #require(error))".contains(word))
        }
    }
}
