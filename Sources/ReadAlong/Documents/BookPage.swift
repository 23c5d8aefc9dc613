import Texts

/// A page with all that the documents about it say.
struct BookPage: Sendable {
    /// Its number in the book, from 1; its files are named by it.
    let number: Int
    let page: ReadAlongPage
    let passages: [PassageSentences]
    /// The track that speaks it; nil where nothing does.
    let sound: ReadAlongSound?
    let times: TrackTimes?

    init(_ page: ReadAlongPage, number: Int, sound: ReadAlongSound?, seams: [PassageSentences]) {
        self.number = number
        self.page = page
        self.sound = sound
        passages = seams
        times = sound.map { TrackTimes(seams, clips: $0.clips, length: $0.duration) }
    }

    var name: String { "page-\(padded(number, 4))" }
    var textPath: String { "text/\(name).xhtml" }
    var overlayPath: String { "overlays/\(name).smil" }
    var soundPath: String { "audio/\(name).mp3" }

    /// Whether something on it is heard.
    var isSpoken: Bool { !(times?.units.isEmpty ?? true) }

    /// How long its overlay plays, in milliseconds.
    var length: Int { times?.units.last?.time.upperBound ?? 0 }
}

extension TimedUnit {
    /// The name of its element on the page.
    var id: String {
        let first = passageID(passages.lowerBound)
        if let sentences { return "\(first)s\(sentences.lowerBound + 1)" }
        return passages.count == 1 ? first : "\(first)to\(passages.upperBound)"
    }
}

/// The name of a passage's element on its page.
func passageID(_ index: Int) -> String { "p\(index + 1)" }
