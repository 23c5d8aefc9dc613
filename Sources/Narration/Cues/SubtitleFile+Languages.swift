package import Subtitles
import Texts

extension SubtitleFile {
    /// The languages that its cues name, in the order of the file.
    ///
    /// With more than one, ``SpokenOptions/language`` must say which is spoken: without it nothing is.
    package var languages: [String] {
        var seen: Set<String> = []
        return cues.compactMap(\.language).filter { seen.insert($0).inserted }
    }

    /// Refuses a language that none of the file's languages is, for nothing would be spoken.
    ///
    /// - Throws: ``SubtitleError/noSuchLanguage(path:asked:languages:)``.
    package func requireLanguage(_ language: String) throws(SubtitleError) {
        guard !languages.isEmpty, !isSpoken(in: language).contains(true) else { return }
        throw .noSuchLanguage(path: path, asked: language, languages: languages)
    }

    /// Which of its cues are of a language, a flag for each.
    ///
    /// A cue that names none is of the file's own language: it counts where no other does.
    func isSpoken(in language: String?) -> [Bool] {
        guard let language else {
            let isOneLanguage = languages.count <= 1
            return cues.map { _ in isOneLanguage }
        }
        let isNamed = cues.map { cue in
            cue.language.map { LanguageCode.holds(language, for: $0) } ?? false
        }
        if isNamed.contains(true) { return isNamed }
        let isOther = self.language.map { !LanguageCode.holds(language, for: $0) } ?? false
        return cues.map { $0.language == nil && !isOther }
    }
}
