import Markup
import Texts

/// Reads Timed Text Markup Language and its profile DFXP.
///
/// The text of its cues is plain: markup is resolved, `<br/>` is a line's end.
struct TTMLReader {
    private let clock: TTMLClock
    private let agents: [String: String]
    private var file: SubtitleFile

    /// What bytes hold; the path is for messages.
    ///
    /// - Parameter encoding: by iconv's name; nil is what the file declares.
    static func read(_ bytes: [UInt8], encoding: String?, path: String) -> SubtitleFile {
        let encoding = MarkupEncoding.found(of: bytes, named: encoding)
        do {
            var file = try MarkupTree.withTree(source(of: bytes, in: encoding)) { root in
                var reader = TTMLReader(root, path: path)
                reader.walk(root, in: Interval(), Context())
                return reader.file
            }
            file.encoding = encoding
            return file
        } catch {
            var file = SubtitleFile(path: path, format: .ttml, cues: [])
            let place = SourcePlace(path: path, line: 1, column: 1)
            switch error {
            case .damaged(let reason), .excessive(let reason):
                file.faults = [SubtitleFault(place: place, message: reason)]
            }
            return file
        }
    }

    /// XML says itself what it is encoded in; a name given counts more, and a guess where it says
    /// nothing.
    private static func source(
        of bytes: [UInt8], in encoding: FoundEncoding
    ) -> MarkupTree.Source {
        guard encoding.source == .named || encoding.source == .guessed,
            case .text(let text) = WholeText.decode(bytes, as: encoding.name)
        else { return .xml(bytes) }
        return .xml(text)
    }

    private init(_ root: MarkupNode, path: String) {
        clock = TTMLClock(
            frameRate: root.attribute("frameRate"),
            multiplier: root.attribute("frameRateMultiplier"), tickRate: root.attribute("tickRate"))
        file = SubtitleFile(path: path, format: .ttml, cues: [])
        file.language = root.attribute("lang").flatMap { $0.isEmpty ? nil : $0 }
        agents = Self.agents(below: root)
    }

    /// The names of the people that `ttm:agent` refers to, by their identifiers.
    private static func agents(below node: MarkupNode) -> [String: String] {
        var names: [String: String] = [:]
        for element in node.elements {
            if element.name == "agent", let id = element.attribute("id") {
                names[id] = element.elements.first { $0.name == "name" }?.plainText ?? id
            } else if element.name == "head" || element.name == "metadata" {
                names.merge(agents(below: element)) { first, _ in first }
            }
        }
        return names
    }

    /// When an element is shown.
    private struct Interval {
        var start = Duration.zero
        /// Nil is as long as its parent.
        var end: Duration?
        /// Whether any element up to the root says when it begins or ends.
        var isTimed = false
    }

    /// What an element takes from those around it.
    private struct Context {
        var speaker: String?
        var style: String?
        var language: String?
    }

    private mutating func walk(_ node: MarkupNode, in outer: Interval, _ context: Context) {
        guard node.name != "head", let interval = interval(of: node, in: outer) else { return }
        var inner = context
        inner.speaker =
            node.attribute("agent").map { agents[$0.prefixWord] ?? $0.prefixWord } ?? inner.speaker
        inner.style = node.attribute("style").map(\.prefixWord) ?? inner.style
        // That of the outermost element is the file's.
        if node.parent?.kind == .element {
            inner.language = node.attribute("lang") ?? inner.language
        }
        if node.name == "p" || node.name == "span" { return addCue(node, at: interval, in: inner) }
        var next = interval
        for element in node.elements {
            walk(element, in: next, inner)
            if node.attribute("timeContainer") == "seq" {
                next.start = self.interval(of: element, in: next)?.end ?? next.start
            }
        }
    }

    /// The element's own times within those around it; nil where they cannot be read.
    private mutating func interval(of node: MarkupNode, in outer: Interval) -> Interval? {
        var times: [String: Duration] = [:]
        for name in ["begin", "end", "dur"] {
            guard let text = node.attribute(name) else { continue }
            guard let time = clock.time(text) else {
                fault(node, "`\(name)` cannot be read: \(text)")
                return nil
            }
            times[name] = time
        }
        var interval = outer
        interval.isTimed = outer.isTimed || !times.isEmpty
        interval.start = outer.start + (times["begin"] ?? .zero)
        let ends = [
            times["end"].map { outer.start + $0 }, times["dur"].map { interval.start + $0 },
            outer.end,
        ]
        interval.end = ends.compactMap { $0 }.min()
        return interval
    }

    private mutating func addCue(_ node: MarkupNode, at interval: Interval, in context: Context) {
        // Words that are shown one after the other are cues of their own.
        for span in node.elements where span.isTimed { walk(span, in: interval, context) }
        let text = node.plainText
        guard !text.allSatisfy(\.isWhitespace) else { return }
        guard interval.isTimed, let end = interval.end else {
            return fault(node, "the text has no time at which it ends")
        }
        guard end >= interval.start else {
            return fault(node, "the cue ends before it starts; correct one of its times")
        }
        file.cues.append(
            Cue(
                line: node.line, id: node.attribute("id"), start: interval.start, end: end,
                text: text, speaker: context.speaker, style: context.style,
                language: context.language))
    }

    private mutating func fault(_ node: MarkupNode, _ message: String) {
        let fault = SubtitleFault(
            place: SourcePlace(path: file.path, line: node.line, column: 1), message: message)
        if file.faults.last != fault { file.faults.append(fault) }
    }
}

extension MarkupNode {
    fileprivate var isTimed: Bool {
        ["begin", "end", "dur"].contains { attribute($0) != nil }
    }

    /// Whether it says how the base of a ruby is read (TTML 2, 10.2.35).
    private var isReading: Bool {
        ["text", "textContainer", "delimiter"].contains(attribute("ruby"))
    }

    /// The words within, without those of elements with times of their own.
    ///
    /// White space is single, as `xml:space` has it by default; `<br/>` ends a line.
    fileprivate var plainText: String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var text: String {
        children.map { node in
            switch node.kind {
            case .text: node.content.replacing(/\s+/, with: " ")
            case .entity: CharacterReference.named(node.name) ?? ""
            case .element where node.name == "br": "\n"
            case .element where node.name == "metadata" || node.isTimed || node.isReading: ""
            case .element: node.text
            case .other: ""
            }
        }.joined()
    }
}

extension String {
    /// The first of several words.
    fileprivate var prefixWord: String {
        split(whereSeparator: \.isWhitespace).first.map(String.init) ?? self
    }
}
