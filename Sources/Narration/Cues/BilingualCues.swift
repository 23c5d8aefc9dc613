import Books
package import Subtitles
import Texts

extension SubtitleFile {
    /// The file with a cue of its own for each language, where its cues say everything in several.
    ///
    /// Languages are told apart by their scripts; two of one script only by the order of lines that is
    /// the same throughout. A file that names languages itself is left as it is.
    ///
    /// - Parameter detect: the code of a text's language, `und` where it cannot be told.
    package func partedByLanguage(_ detect: (String) -> String) -> SubtitleFile {
        guard cues.allSatisfy({ $0.language == nil }) else { return self }
        let moments = BilingualMoments(self)
        guard let parts = moments.partedByScript() ?? moments.partedByOrder(detect) else {
            return self
        }
        var texts: [Int: String] = [:]
        for part in parts where part.language >= 0 {
            texts[part.language, default: ""] += part.plainText + "\n"
        }
        let codes = texts.mapValues(detect)
        guard Set(codes.values).count == codes.count else { return self }
        var file = self
        file.cues = parts.map { part in
            var cue = cues[part.cue]
            cue.text = part.lines.map(\.raw).joined(separator: format == .ass ? "\\N" : "\n")
            cue.language = codes[part.language]
            return cue
        }
        return file
    }
}

/// What is shown at each time of a file, line by line.
private struct BilingualMoments {
    /// A line of a cue.
    struct Line {
        let raw: String
        /// Without markup.
        let plain: String
        let script: LineScript?
    }

    /// Lines of one cue in one language.
    struct Part {
        let cue: Int
        /// One number for each language, from 0; -1 is for what is of none.
        let language: Int
        var lines: [Line]

        var plainText: String { lines.map(\.plain).joined(separator: " ") }
    }

    /// The cues that begin together, each with its lines.
    private var moments: [[(cue: Int, lines: [Line])]] = []

    init(_ file: SubtitleFile) {
        var last: Duration?
        for (index, cue) in file.cues.enumerated() {
            let lines = Self.lines(of: cue, file.format)
            if cue.start == last, !moments.isEmpty {
                moments[moments.count - 1].append((index, lines))
            } else {
                moments.append([(index, lines)])
            }
            last = cue.start
        }
    }

    private static func lines(of cue: Cue, _ format: SubtitleFormat) -> [Line] {
        let text = format == .ass ? cue.text.replacing("\\n", with: "\\N") : cue.text
        let raw =
            format == .ass
            ? text.split(separator: "\\N").map(String.init)
            : text.split(separator: "\n").map(String.init)
        return raw.map { raw in
            var line = cue
            line.text = raw
            let plain = CueRun.runs(of: line, format: format, ruby: .base).runs
                .flatMap(\.lines).joined(separator: " ")
            return Line(raw: raw, plain: plain, script: LineScript(plain))
        }
    }

    /// The moments at which anything is said.
    private var speaking: [[(cue: Int, lines: [Line])]] {
        moments.filter { $0.contains { $0.lines.contains { $0.plain.saysSomething } } }
    }

    /// The lines by their scripts, where most moments have the same two or more.
    func partedByScript() -> [Part]? {
        var counts: [Set<LineScript>: Int] = [:]
        for moment in speaking {
            counts[Set(moment.flatMap { $0.lines.compactMap(\.script) }), default: 0] += 1
        }
        let mixed = counts.filter { $0.key.count > 1 }
        guard let (scripts, count) = mixed.max(by: { $0.value < $1.value }), count >= 2,
            count * 10 >= speaking.count * 6
        else { return nil }
        let numbers = Dictionary(
            uniqueKeysWithValues: scripts.enumerated().map { ($0.element, $0.offset) })
        return moments.flatMap { moment in
            moment.flatMap { cue, lines in
                parts(of: lines, cue: cue) { line in
                    line.script.flatMap { numbers[$0] } ?? mixedScript(line, numbers)
                }
            }
        }
    }

    /// Where scripts are mixed within a line, the one that is not Latin is its language's.
    private func mixedScript(_ line: Line, _ numbers: [LineScript: Int]) -> Int? {
        guard line.script == nil, numbers[.latin] != nil else { return nil }
        let others = line.plain.unicodeScalars.filter {
            $0.value >= 0x370 && $0.properties.isAlphabetic
        }
        return others.isEmpty
            ? nil : numbers.first { $0.key == LineScript(String(others) + String(others)) }?.value
    }

    /// Neighbouring lines of one language together; what tells none goes with the line before.
    private func parts(of lines: [Line], cue: Int, _ number: (Line) -> Int?) -> [Part] {
        var parts: [Part] = []
        var waiting: [Line] = []
        for line in lines {
            guard let number = number(line) else {
                if parts.isEmpty {
                    waiting.append(line)
                } else {
                    parts[parts.count - 1].lines.append(line)
                }
                continue
            }
            if let place = parts.firstIndex(where: { $0.language == number }) {
                parts[place].lines.append(line)
            } else {
                parts.append(Part(cue: cue, language: number, lines: waiting + [line]))
                waiting = []
            }
        }
        if parts.isEmpty { parts = [Part(cue: cue, language: -1, lines: waiting)] }
        return parts
    }
}

extension BilingualMoments {
    /// The first and the second half of each moment, where these are of two languages throughout.
    func partedByOrder(_ detect: (String) -> String) -> [Part]? {
        let halves = speaking.map(Self.halves)
        let whole = halves.compactMap { $0 }
        guard whole.count >= 8, whole.count * 10 >= speaking.count * 9 else { return nil }
        func languages(_ halves: ArraySlice<(first: [Part], second: [Part])>) -> [String] {
            [halves.flatMap(\.first), halves.flatMap(\.second)].map { parts in
                detect(parts.map(\.plainText).joined(separator: "\n"))
            }
        }
        let all = languages(whole[...])
        let third = whole.count / 3
        let areSure = [
            whole.prefix(third), whole.dropFirst(third).prefix(third), whole.suffix(third),
        ].allSatisfy { languages($0) == all }
        guard areSure, all[0] != all[1], !all.contains("und") else { return nil }
        return moments.flatMap { moment in
            guard let halves = Self.halves(moment) else {
                return moment.map { Part(cue: $0.cue, language: -1, lines: $0.lines) }
            }
            return halves.first + halves.second
        }
    }

    /// The halves of a moment: of its cues where there are several, else of its cue's lines.
    private static func halves(
        _ moment: [(cue: Int, lines: [Line])]
    ) -> (first: [Part], second: [Part])? {
        if moment.count == 1, let (cue, lines) = moment.first {
            let half = lines.count / 2
            guard half > 0, lines.count == half * 2,
                lines.allSatisfy({ $0.plain.saysSomething })
            else { return nil }
            return (
                [Part(cue: cue, language: 0, lines: Array(lines.prefix(half)))],
                [Part(cue: cue, language: 1, lines: Array(lines.suffix(half)))]
            )
        }
        let half = moment.count / 2
        guard moment.count == half * 2 else { return nil }
        return (
            moment.prefix(half).map { Part(cue: $0.cue, language: 0, lines: $0.lines) },
            moment.suffix(half).map { Part(cue: $0.cue, language: 1, lines: $0.lines) }
        )
    }
}
