import Subtitles
import Testing
import Texts

@Suite struct TTMLTests {
    private func read(_ body: String, head: String = "", attributes: String = "") -> SubtitleFile {
        subtitles(
            in: """
                <?xml version="1.0"?>
                <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
                xml:lang="en"><head>\(head)</head><body \(attributes)>\(body)</body></tt>
                """, format: .ttml, path: "a.ttml")
    }

    private func seen(_ file: SubtitleFile) -> [String] {
        file.cues.filter { !$0.isHidden }.map(\.text)
    }

    @Test(
        "text that is not to be seen makes hidden cues, by attributes, styles and regions",
        arguments: [
            "tts:display=\"none\"", "tts:visibility=\"hidden\"", "style=\"s0 none\"",
            "style=\"hidden\"", "style=\"child\"", "region=\"gone\"", "region=\"styled\"",
            "tts:opacity=\"0\"",
        ])
    func hidden(attribute: String) {
        let head = """
            <styling><style xml:id="s0" tts:color="red"/><style xml:id="none" tts:display="none"/>
            <style xml:id="hidden" tts:visibility="hidden"/><style xml:id="child" style="none"/>
            </styling><layout><region xml:id="gone" tts:display="none"/>
            <region xml:id="styled"><style tts:visibility="hidden"/></region></layout>
            """
        let file = read(
            """
            <div><p begin="1s" end="2s">One.</p><p begin="3s" end="4s" \(attribute)>Two.</p></div>
            <div \(attribute)><p begin="5s" end="6s">Three.</p></div>
            <div><p begin="7s" end="8s">Four <span \(attribute)>and a half</span>.</p></div>
            """, head: head)
        #expect(seen(file).filter { $0 != "Four ." && $0 != "Four and a half." } == ["One."])
        #expect(file.cues.filter(\.isHidden).map(\.text).contains("Two."))
        #expect(file.cues.filter(\.isHidden).map(\.text).contains("Three."))
        #expect(file.faults.isEmpty)
    }

    @Test("what is visible again, or changes while it is shown, is seen")
    func visible() {
        let file = read(
            """
            <div tts:visibility="hidden"><p begin="1s" end="2s" tts:visibility="visible">One.</p>
            <p begin="3s" end="4s"><set begin="1s" tts:visibility="visible"/>Two.</p>
            <p begin="5s" end="6s">Three.</p></div>
            <p begin="7s" end="8s" tts:display="auto">Four.</p>
            """)
        #expect(seen(file) == ["One.", "Two.", "Four."])
    }

    @Test("a cue without an end lasts as long as what it stands in, or as the file")
    func openEnds() {
        let file = read(
            """
            <div end="9s"><p begin="1s">One.</p></div>
            <div><p begin="4s">Two.</p><p begin="10s" end="20s">Three.</p></div>
            """)
        #expect(file.cues.map(\.end) == [.seconds(9), .seconds(20), .seconds(20)])
        #expect(file.faults.isEmpty)
        let sequence = read(
            """
            <div timeContainer="seq"><p begin="1s">One.</p><p begin="2s">Two.</p></div>
            """)
        #expect(sequence.cues.map(\.start) == [.seconds(1), .seconds(3)])
        #expect(sequence.cues[0].end == .seconds(3) && sequence.cues[1].end > .seconds(4))
    }

    @Test("text outside the time of what it stands in is hidden, text outside paragraphs is read")
    func outside() {
        let file = read(
            """
            <div end="5s"><p begin="1s" end="2s">One.</p><p begin="6s" end="7s">Two.</p></div>
            <div begin="8s" end="9s">Three.</div>
            """)
        #expect(seen(file) == ["One.", "Three."])
        #expect(file.cues.map(\.text) == ["One.", "Two.", "Three."])
        #expect(file.faults.isEmpty)
        let stray = read("<div>Stray.</div><div><p begin=\"1s\" end=\"2s\">One.</p></div>")
        #expect(stray.faults.count == 1)
        #expect(seen(stray) == ["One."])
    }

    @Test("a fault names the language that it is in")
    func faultLanguage() {
        let file = read(
            """
            <div xml:lang="es"><p begin="1s" end="2s">Hola.</p></div>
            <div xml:lang="de"><p begin="00:00:01,000" end="2s">Hallo.</p></div>
            <div><p begin="2s" end="1s">Hello.</p></div>
            """)
        #expect(file.faults.map(\.language) == ["de", "en"])
        #expect(file.cues.map(\.language) == ["es"])
    }

    @Test("equal identifiers in two languages are no faults")
    func equalIdentifiers() {
        let file = read(
            """
            <div xml:lang="en"><p xml:id="p1" begin="1s" end="2s">Hello.</p></div>
            <div xml:lang="de"><p xml:id="p1" begin="1s" end="2s">Hallo.</p></div>
            """)
        #expect(file.cues.map(\.text) == ["Hello.", "Hallo."])
        #expect(file.faults.isEmpty)
    }
}
