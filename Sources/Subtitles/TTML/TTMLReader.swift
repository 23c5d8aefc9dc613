import Markup
import Texts

/// Reads Timed Text Markup Language and its profile DFXP.
///
/// The text of its cues is plain: markup is resolved, `<br/>` is a line's end. Text that is not to be
/// seen, or is outside the time of what it stands in, makes cues that are hidden.
struct TTMLReader {
    private let clock: TTMLClock
    private let agents: [String: String]
    private let looks: TTMLLooks
    private var file: SubtitleFile
    /// The indices of cues that nothing ends but the file.
    private var open: [Int] = []

    /// What bytes hold; the path is for messages.
    ///
    /// - Parameter encoding: by iconv's name; nil is what the file declares.
    static func read(_ bytes: [UInt8], encoding: String?, path: String) -> SubtitleFile {
        let encoding = MarkupEncoding.found(of: bytes, named: encoding)
        do {
            var file = try MarkupTree.withTree(source(of: bytes, in: encoding)) { root in
                var reader = TTMLReader(root, path: path)
                reader.walk(root, in: Interval(), Context())
                reader.closeOpenCues()
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
        looks = TTMLLooks(below: root)
    }

    /// The names of the people that `ttm:agent` refers to, by their identifiers.
    private static func agents(below node: MarkupNode) -> [String: String] {
        var names: [String: String] = [:]
        for element in node.elements {
            if element.name == "agent", let id = element.attribute("id") {
                names[id] = element.elements.first { $0.name == "name" }?.singleSpacedText ?? id
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

        /// Whether it would begin when what it stands in is over.
        var isOutside: Bool { end.map { $0 < start } ?? false }
    }

    /// What an element takes from those around it.
    private struct Context {
        var speaker: String?
        var style: String?
        var language: String?
        var isGone = false
        var isInvisible = false
    }

    /// What stands in a file beside its text.
    private static let described: Set<String> = [
        "head", "metadata", "desc", "title", "copyright", "set", "animate",
    ]

    private mutating func walk(_ node: MarkupNode, in outer: Interval, _ context: Context) {
        let inner = self.context(of: node, in: context)
        guard !Self.described.contains(node.name),
            let interval = interval(of: node, in: outer, inner)
        else { return }
        if node.name == "p" || node.name == "span" { return addCue(node, at: interval, in: inner) }
        addCue(node, at: interval, in: inner, isDirect: true)
        var next = interval
        for element in node.elements {
            let firstOpen = open.count
            walk(element, in: next, inner)
            guard node.attribute("timeContainer") == "seq" else { continue }
            let last = self.interval(of: element, in: next, inner, isQuiet: true)
            next.start = last?.end ?? last?.start ?? next.start
            endOpenCues(from: firstOpen, before: element, in: next, inner)
        }
    }

    private func context(of node: MarkupNode, in outer: Context) -> Context {
        var context = outer
        context.speaker =
            node.attribute("agent").map { agents[$0.prefixWord] ?? $0.prefixWord }
            ?? outer.speaker
        context.style = node.attribute("style").map(\.prefixWord) ?? outer.style
        // That of the outermost element is the file's.
        if node.parent?.kind == .element {
            context.language = node.attribute("lang") ?? outer.language
        }
        let look = looks.look(of: node)
        context.isGone = outer.isGone || look.isGone == true
        context.isInvisible = look.isInvisible ?? outer.isInvisible
        return context
    }

    /// The element's own times within those around it; nil where they cannot be read.
    private mutating func interval(
        of node: MarkupNode, in outer: Interval, _ context: Context, isQuiet: Bool = false
    ) -> Interval? {
        var times: [String: Duration] = [:]
        for name: StaticString in ["begin", "end", "dur"] {
            guard let text = node.attribute(name) else { continue }
            guard let time = clock.time(text) else {
                if !isQuiet { fault(node, "`\(name)` cannot be read: \(text)", context) }
                return nil
            }
            times[name.description] = time
        }
        var interval = outer
        interval.isTimed = outer.isTimed || !times.isEmpty
        interval.start = outer.start + (times["begin"] ?? .zero)
        let ownEnd = [
            times["end"].map { outer.start + $0 }, times["dur"].map { interval.start + $0 },
        ].compactMap { $0 }.min()
        if let ownEnd, ownEnd < interval.start {
            if !isQuiet {
                fault(node, "the cue ends before it starts; correct one of its times", context)
            }
            return nil
        }
        interval.end = [ownEnd, outer.end].compactMap { $0 }.min()
        return interval
    }

    /// Adds what an element says.
    ///
    /// - Parameter isDirect: whether it is a part of the file that should hold elements alone.
    private mutating func addCue(
        _ node: MarkupNode, at interval: Interval, in context: Context, isDirect: Bool = false
    ) {
        if !isDirect {
            // Words that are shown one after the other are cues of their own.
            for span in node.elements where span.isTimed { walk(span, in: interval, context) }
        }
        let isHidden = context.isGone || context.isInvisible || interval.isOutside
        let text = TTMLText(of: node, looks: looks, isInvisible: isHidden, isDirect: isDirect)
        let cues = [(text.seen, false), (text.hidden, true)].filter {
            $0.0.contains { !$0.isWhitespace }
        }
        guard !cues.isEmpty else { return }
        guard interval.isTimed else {
            return fault(node, "the text has no time at which it is shown", context)
        }
        for (text, isHidden) in cues {
            var cue = Cue(
                line: node.line, id: node.attribute("id"), start: interval.start,
                end: max(interval.start, interval.end ?? interval.start), text: text,
                speaker: context.speaker, style: context.style, language: context.language)
            cue.isHidden = isHidden
            if interval.end == nil { open.append(file.cues.count) }
            file.cues.append(cue)
        }
    }

    /// Ends the open cues of an element of a sequence where the next element begins.
    private mutating func endOpenCues(
        from first: Int, before element: MarkupNode, in next: Interval, _ context: Context
    ) {
        let follower = sequence(first: element) { $0.nextSibling }.dropFirst()
            .first { $0.kind == .element }
        guard open.count > first, let follower,
            let interval = interval(of: follower, in: next, context, isQuiet: true)
        else { return }
        for index in open[first...] {
            file.cues[index].end = max(file.cues[index].start, interval.start)
        }
        open.removeSubrange(first...)
    }

    /// Lets the cues that nothing ends last as long as the file does, and as it takes to read them.
    private mutating func closeOpenCues() {
        let reading = open.map { index in
            file.cues[index].start + .seconds(1) + .milliseconds(100 * file.cues[index].text.count)
        }
        guard let end = (file.cues.map(\.end) + reading).max() else { return }
        for index in open { file.cues[index].end = end }
    }

    private mutating func fault(_ node: MarkupNode, _ message: String, _ context: Context) {
        var fault = SubtitleFault(
            place: SourcePlace(path: file.path, line: node.line, column: 1), message: message)
        fault.language = context.language ?? file.language
        if file.faults.last != fault { file.faults.append(fault) }
    }
}

extension String {
    /// The first of several words.
    fileprivate var prefixWord: String {
        split(whereSeparator: \.isWhitespace).first.map(String.init) ?? self
    }
}
