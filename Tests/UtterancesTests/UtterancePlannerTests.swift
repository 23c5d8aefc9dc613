import Sentences
import Testing
import Utterances

/// Exact, unlike a Duration made of a fraction of seconds.
private func milliseconds(_ seconds: Double) -> Duration {
    .milliseconds(Int((seconds * 1000).rounded()))
}

@Suite struct UtterancePlannerTests {
    private func line(
        _ number: Int, _ start: Double, _ end: Double, _ text: String, speaker: String? = nil,
        voice: String = "v"
    ) -> TimedLine {
        TimedLine(
            number: number, start: milliseconds(start), end: milliseconds(end), text: text,
            speaker: speaker, voiceID: voice)
    }

    private func planned(
        _ lines: [TimedLine], language: Language = .english, gap: Double? = 0.6,
        length: Double? = nil
    ) -> [Utterance] {
        UtterancePlanner(
            joinGap: gap.map { .seconds($0) }, rate: SpeechRate(assumedFor: language)
        ).utterances(of: lines, length: length.map { .seconds($0) })
    }

    @Test("a sentence cut over two cues is spoken as one")
    func joinsSentence() {
        let utterances = planned([
            line(1, 1, 3, "When the rain had stopped at last"),
            line(2, 3.2, 5, "she opened the window."),
            line(3, 5.1, 7, "Nobody was there."),
        ])
        #expect(
            utterances.map(\.text) == [
                "When the rain had stopped at last she opened the window.", "Nobody was there.",
            ])
        #expect(utterances[0].start == .seconds(1))
        #expect(utterances[0].slotEnd == .milliseconds(5050))
    }

    @Test("an abbreviation at a cue's end ends no sentence")
    func abbreviation() {
        let utterances = planned([
            line(1, 1, 3, "Then came the tall and silent Mr."),
            line(2, 3.1, 5, "Brown with his dog."),
        ])
        #expect(utterances.count == 1)
    }

    @Test(
        "cues stay apart where the gap is long, the speaker changes, or joining is off",
        arguments: [(1.0, nil, 0.6), (0.2, "B", 0.6), (0.2, nil, nil)]
            as [(Double, String?, Double?)])
    func staysApart(pause: Double, speaker: String?, gap: Double?) {
        let utterances = planned(
            [
                line(1, 1, 3, "When the rain had stopped at last"),
                line(2, 3 + pause, 6, "she opened the window.", speaker: speaker),
            ], gap: gap)
        #expect(utterances.count == 2)
    }

    @Test("a short text does not pull the next cue far ahead of its picture")
    func leads() {
        let utterances = planned([
            line(1, 1, 9, "Well,"), line(2, 9.1, 12, "it is late, and we should go home."),
        ])
        #expect(utterances.count == 2)
    }

    @Test("lines without punctuation stay lines where a whole file has none")
    func unpunctuated() {
        let utterances = planned(
            [
                line(1, 0, 2, "打开这个文件"), line(2, 2.1, 4, "然后选择工具"),
                line(3, 4.1, 6, "保存你的工作"),
            ], language: .chinese)
        #expect(utterances.count == 3)
    }

    @Test("Chinese cues are joined without a space")
    func denseJoin() {
        let utterances = planned(
            [
                line(1, 0, 3, "只要从菜单中选择偏好，"), line(2, 3.2, 6, "然后选择语言。"),
                line(3, 6.1, 8, "之后重新启动。"),
            ], language: .chinese)
        #expect(utterances.map(\.text) == ["只要从菜单中选择偏好，然后选择语言。", "之后重新启动。"])
        #expect(utterances[0].lineStarts == [0, 11.0 / 18])
    }

    @Test("people who talk at once keep the time of their own cues")
    func overlap() {
        let utterances = planned([
            line(1, 1, 4, "I never said that to her.", speaker: "A", voice: "a"),
            line(2, 2, 5, "Yes, you did.", speaker: "B", voice: "b"),
            line(3, 3.5, 6, "I did not.", speaker: "A", voice: "a"),
        ])
        #expect(utterances.map(\.slotEnd) == [.milliseconds(3450), .seconds(5), .seconds(6)])
    }

    @Test(
        "cues of one speaker that begin together are one utterance, with --per-cue one after another"
    )
    func sameStart() {
        let lines = [line(1, 1, 4, "Left."), line(2, 1, 4, "Other.")]
        #expect(planned(lines).map(\.text) == ["Left. Other."])
        let alone = planned(lines, gap: nil)
        #expect(alone.map(\.text) == ["Left.", "Other."])
        #expect(abs((alone[1].start - .seconds(1 + 15.0 / 11)) / .seconds(1)) < 0.001)
        #expect(alone.allSatisfy { $0.slot > .seconds(1) })
    }

    @Test("cues that begin together are joined by speaker, also where others speak between them")
    func alternatingSpeakers() {
        let utterances = planned([
            line(1, 1, 4, "I did.", speaker: "ANNA"), line(2, 1, 4, "No.", speaker: "JOHN"),
            line(3, 1, 4, "You know.", speaker: "ANNA"),
        ])
        #expect(utterances.map(\.text) == ["I did. You know.", "No."])
        #expect(utterances.map(\.slotEnd) == [.seconds(4), .seconds(4)])
    }

    @Test(
        "no utterance is expected to be spoken for longer than 20 seconds",
        arguments: [(60, 0.1), (1_500, 0)])
    func longest(count: Int, length: Double) {
        let lines = (0..<count).map { number in
            let start = 1 + length * Double(number)
            return line(number, start, start + length, "and some more words")
        }
        let rate = SpeechRate(assumedFor: .english)
        let utterances = planned(lines)
        #expect(utterances.count > 4)
        #expect(utterances.allSatisfy { rate.duration(of: $0.text) < .seconds(21) })
    }

    @Test("no slot goes on after the film")
    func afterTheFilm() {
        let utterances = planned(
            [line(1, 1, 5, "One."), line(2, 8, 9, "Two."), line(3, 12, 13, "Three.")], length: 8.5)
        #expect(utterances.map(\.slotEnd) == [milliseconds(7.95), milliseconds(8.5), .seconds(12)])
    }

    @Test("the last utterance may last as long as the film")
    func lastSlot() {
        #expect(planned([line(1, 1, 2, "Done.")], length: 9)[0].slotEnd == .seconds(9))
        #expect(planned([line(1, 1, 2, "Done.")])[0].slotEnd == .seconds(2))
    }
}

@Suite struct SpeechRateTests {
    @Test("a speed is the one that fits, in tenths, rounded down, within its bounds")
    func speeds() {
        let rate = SpeechRate(language: .english, charactersPerSecond: 10)
        let text = String(repeating: "a", count: 100)
        func speed(_ slot: Double, wanted: Double = 1, maximum: Double = 1.25) -> Double {
            rate.speed(of: text, slot: .seconds(slot), wanted: wanted, maximum: maximum)
        }
        #expect(speed(20) == 1)
        #expect(speed(10) == 1)
        #expect(speed(9) == 1.1)
        #expect(speed(5) == 1.2)
        #expect(speed(0) == 1.2)
        #expect(speed(1, maximum: 3) == 2)
        #expect(speed(5, wanted: 1.4) == 1.4)
        #expect(speed(100.0 / 12, maximum: 2) == 1.2)
    }

    @Test("Latin words within Chinese take the time of letters")
    func mixed() {
        let rate = SpeechRate(assumedFor: .chinese)
        #expect(rate.duration(of: "我们") == .seconds(2 / 4.2))
        #expect(rate.duration(of: "Synfig") == .seconds(6 / 13.5))
    }
}
