import Narration
import Sentences
import Subtitles
import Texts

/// A subtitle file as it is going to be spoken.
struct SpokenSubtitles {
    /// The file it was read from.
    let path: String
    /// The encoding of its text.
    let encoding: FoundEncoding?
    /// How many cues the file holds.
    let cueCount: Int
    /// What is spoken, and when; a line without a voice of its own has none.
    let lines: [SpokenCue]
    /// What is not spoken.
    let unspoken: [UnspokenCue]
    /// What cannot be read.
    let faults: [SubtitleFault]
    /// The language of what is spoken.
    let language: Language
    /// When the last cue ends that a viewer of the film has something of, spoken or not.
    let end: Duration
    /// What roles can name in the file.
    let names: CueNames
    /// What the person should know of how it was read.
    let notices: [String]
}

/// How a subtitle file is spoken, beside its settings.
struct SubtitleReading {
    let settings: SubtitleSettings
    /// By iconv's name; nil is found.
    let encoding: String?
    /// The language that is spoken where a file has several, and of the texts where it names none, as a
    /// BCP 47 tag.
    let language: String?
    /// Which voices speak.
    let roles: CueRoles?
    /// How long the film is, where that is known: then times within it are right.
    let length: Duration?

    /// Reads a subtitle file and says what is spoken of it.
    ///
    /// - Throws: ``PlanningError/badSubtitles(_:)``.
    func speak(_ path: String, _ format: SubtitleFormat) async throws -> SpokenSubtitles {
        do {
            let read = try await readSubtitles(
                at: path, format: format, isSaid: settings.format != nil,
                options: SubtitleReadingOptions(encoding: encoding))
            let file = read.shifted(by: settings.offset)
                .partedByLanguage { Language.detect(in: $0).code }
            return try spoken(file)
        } catch let error as SubtitleError {
            throw PlanningError.badSubtitles("\(error)")
        }
    }

    private func spoken(_ file: SubtitleFile) throws -> SpokenSubtitles {
        let isOfSeveral = file.languages.count > 1
        if isOfSeveral, language == nil {
            throw PlanningError.badSubtitles(
                "\(file.path): the file speaks several languages: "
                    + "\(file.languages.joined(separator: ", ")). Choose one with --language.")
        }
        var options = SpokenOptions()
        options.readsSounds = settings.readsSounds
        options.language = isOfSeveral ? language : nil
        options.roles = roles
        if let language = options.language { try file.requireLanguage(language) }
        let spoken = SpokenCues(file, options: options)
        let shown = file.shown(of: spoken)
        let impossible = ImpossibleTimes(length == nil ? shown : [], path: file.path)
        return SpokenSubtitles(
            path: file.path, encoding: file.encoding, cueCount: file.cues.count,
            lines: spoken.cues.filter { !impossible.numbers.contains($0.number) },
            unspoken: spoken.unspoken,
            faults: file.faults(in: options.language) + impossible.faults,
            language: (language ?? file.language).map(LanguageCode.normal)
                .flatMap(Language.init(code:))
                ?? Language.detect(in: spoken.cues.map(\.text).joined(separator: "\n")),
            end: shown.filter { !impossible.numbers.contains($0.number) }.map(\.cue.end).max()
                ?? .zero,
            names: spoken.names, notices: file.notices)
    }
}

extension SubtitleFile {
    /// The cues that a viewer of the film has something of, spoken or not, each with its number.
    ///
    /// Those that hold nothing but advertising or nothing at all are aside: sites put theirs hours
    /// behind a film.
    fileprivate func shown(of spoken: SpokenCues) -> [(number: Int, cue: Cue)] {
        let void: Set<UnspokenCue.Reason> = [.advertising, .empty, .drawing, .hidden, .language]
        let passed = Set(spoken.unspoken.filter { void.contains($0.reason) }.map(\.number))
            .subtracting(spoken.cues.map(\.number))
        return cues.enumerated().map { ($0.offset + 1, $0.element) }
            .filter { !passed.contains($0.0) }
    }
}
