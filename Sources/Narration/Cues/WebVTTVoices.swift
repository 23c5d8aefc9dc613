import Books
import Subtitles

/// What the voices of a WebVTT cue say.
enum WebVTTVoices {
    /// The runs of a cue: a new one where another `<v>` begins or ends.
    static func runs(of cue: Cue, ruby: BookReadingOptions.Ruby) -> [CueRun] {
        var walk = Walk(ruby: ruby)
        for node in WebVTTNode.nodes(of: cue.text) { walk.visit(node) }
        walk.leave(to: 0)
        return walk.runs.map { CueRun($0.text, speaker: $0.speaker ?? cue.speaker) }
            .filter { !$0.lines.isEmpty }
    }

    /// The way through the nodes.
    private struct Walk {
        let ruby: BookReadingOptions.Ruby
        var runs: [(speaker: String?, text: String)] = []
        private var open: [WebVTTNode.Element] = []
        private var voices: [String] = []
        /// Which of the open elements are rubies and readings.
        private var rubies: [WebVTTNode.Element] = []
        /// The text of a ruby whose reading has not come yet.
        private var base = ""

        init(ruby: BookReadingOptions.Ruby) {
            self.ruby = ruby
        }

        mutating func visit(_ node: WebVTTNode) {
            leave(to: node.depth)
            switch node.content {
            case .time:
                break
            case .text(let text):
                add(text)
            case .element(let element, _, let annotation):
                open.append(element)
                if element == .voice { voices.append(annotation) }
                if element == .rt { base = "" }
                if element == .rt || element == .ruby { rubies.append(element) }
            }
        }

        mutating func leave(to depth: Int) {
            while open.count > depth {
                let element = open.removeLast()
                if element == .voice { voices.removeLast() }
                if element == .rt || element == .ruby { rubies.removeLast() }
                if element == .ruby {
                    say(base)
                    base = ""
                }
            }
        }

        private mutating func add(_ text: String) {
            guard let inner = rubies.last else { return say(text) }
            let isReading = inner == .rt
            switch ruby {
            case .base: if !isReading { say(text) }
            case .reading: if isReading { say(text) } else { base += text }
            }
        }

        private mutating func say(_ text: String) {
            guard !text.isEmpty else { return }
            if let last = runs.last, last.speaker == voices.last {
                runs[runs.count - 1].text += text
            } else {
                runs.append((voices.last, text))
            }
        }
    }
}
