import Foundation
import Subtitles
import TestSupport
import Testing
import Texts

@Suite struct WebVTTParsingTests {
    struct Expected: Decodable {
        struct Cue: Decodable {
            let id: String
            let start: Double?
            let startTime: Double?
            let end: Double?
            let endTime: Double?
            let text: String
        }
        let cues: [Cue]
    }

    @Test(
        "the suites' expected cues are found: count, times, ids and text",
        .needsTestData,
        arguments: CueData.suiteNames)
    func suite(name: String, ending: String) throws {
        let expected: Expected = try CueData.json(name + ending)
        let cues = WebVTTBlocks(try CueData.text(name + ".vtt")).cues
        #expect(cues.map(\.text) == expected.cues.map(\.text))
        #expect(cues.map(\.id) == expected.cues.map(\.id))
        let times = expected.cues.map { cue in
            [cue.start ?? cue.startTime ?? -1, cue.end ?? cue.endTime ?? -1]
                .map { Duration.milliseconds(Int(($0 * 1000).rounded())) }
        }
        #expect(cues.map { [$0.start, $0.end] } == times)
    }

    @Test("times and arrows follow the specification where vtt.js does not")
    func strays() {
        let text = """
            WEBVTT

            120:00.000 --> 120:10.000
            Text

            -->
            00:04.000 --> 00:05.000
            Test
            """
        let file = WebVTTReader.read(text, path: "a.vtt")
        #expect(file.cues.map(\.text) == ["Test"])
        #expect(file.faults.map(\.place.line) == [3, 6])
    }

    struct TreeCase: Decodable {
        let text: String
        let expectedTree: String
    }

    @Test(
        "the suite's trees of cue texts are found",
        .needsTestData,
        arguments: CueData.names(in: "wpt-cue", ending: ".json"))
    func trees(name: String) throws {
        let cases: [TreeCase] = try CueData.json("wpt-cue/\(name).json")
        #expect(!cases.isEmpty)
        for tree in cases {
            let file = "WEBVTT\n\n00:00.000 --> 00:01.000\n\(tree.text)"
            let text = try #require(WebVTTBlocks(file).cues.first).text
            #expect(drawn(WebVTTNode.nodes(of: text)) == tree.expectedTree, "\(tree.text)")
        }
    }

    /// Nodes as the suite draws them.
    private func drawn(_ nodes: [WebVTTNode]) -> String {
        nodes.map { node in
            let indent = "| " + String(repeating: "  ", count: node.depth)
            switch node.content {
            case .text(let text): return "\(indent)\"\(text)\"\n"
            case .time(let time):
                let (seconds, part) = time.components
                let fields = [seconds / 3600, seconds / 60 % 60, seconds % 60]
                let text = fields.map { String(format: "%02d", Int($0)) }.joined(separator: ":")
                let thousandths = String(format: "%03d", Int(part / 1_000_000_000_000_000))
                return "\(indent)<?timestamp \(text).\(thousandths)>\n"
            case .element(let element, let classes, let annotation):
                let isSpan = [.classes, .voice, .language].contains(element)
                var text = "\(indent)<\(isSpan ? "span" : element.rawValue)>\n"
                if !classes.isEmpty {
                    text += "\(indent)  class=\"\(classes.joined(separator: " "))\"\n"
                }
                if element == .voice { text += "\(indent)  title=\"\(annotation)\"\n" }
                if element == .language { text += "\(indent)  lang=\"\(annotation)\"\n" }
                return text
            }
        }.joined()
    }

    @Test(
        "real files and fixtures have the cues of their table, and no faults",
        .needsTestData,
        arguments: [
            ("real/ed-captions.ar", 77), ("real/ed-captions.en", 78), ("real/ed-captions.ja", 77),
            ("real/ed-chapters.en", 9), ("fixtures/astisub-example-in-html-entities", 3),
            // All its times lack thousandths, which other readers take and the specification does not.
            ("fixtures/astisub-example-in", 0),
        ])
    func counts(name: String, count: Int) throws {
        let file = WebVTTReader.read(try CueData.text(name + ".vtt"), path: name)
        #expect(file.cues.count == count)
    }

    @Test("what the specification drops is a fault with its line")
    func faults() {
        let text = """
            WEBVTT
            Language: en-GB

            1
            00:01.000 --> 00:02.000
            One.

            two
            00:3.000 --> 00:04.000
            Two.

            00:06.000 --> 00:05.000
            Three.

            Four, after a blank line.
            """
        let file = WebVTTReader.read(text, path: "a.vtt")
        #expect(file.cues.map(\.text) == ["One."])
        #expect(file.cues.first?.line == 5)
        #expect(file.language == "en-GB")
        #expect(file.faults.map(\.place.line) == [9, 12, 15])
        let unsigned = WebVTTReader.read("1\n00:01.000 --> 00:02.000\nOne.", path: "a.vtt")
        #expect(unsigned.cues.count == 1)
        #expect(unsigned.faults.map(\.place.line) == [1])
    }

    @Test(
        "character references are resolved as browsers do",
        arguments: [
            ("a &amp; b &lt;i&gt;", "a & b <i>"), ("&ampx &nosuch; &notit;", "&x &nosuch; ¬it;"),
            ("&#8212;&#x2014;&#128;&#0;&#xD800;", "——€\u{FFFD}\u{FFFD}"),
            ("&eacute;&hellip;&apos;", "é…'"), ("AT&T & &", "AT&T & &"), ("&#;&#x;", "&#;&#x;"),
        ])
    func references(text: String, expected: String) {
        #expect(WebVTTNode.nodes(of: text).map(\.content) == [.text(expected)])
    }

    @Test("no nesting is too deep")
    func depth() {
        let text = String(repeating: "<i>", count: 50_000) + "x"
        #expect(WebVTTNode.nodes(of: text).last?.depth == 50_000)
    }
}
