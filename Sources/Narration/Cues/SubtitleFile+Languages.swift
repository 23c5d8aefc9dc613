package import Subtitles
import Texts

extension SubtitleFile {
    /// The languages that its cues and faults name, in the order of the file.
    ///
    /// With more than one, ``SpokenOptions/language`` must say which is spoken: without it nothing is.
    package var languages: [String] {
        var named = cues.compactMap(\.language) + faults.compactMap(\.language)
        // What names none among others is of the file's own.
        if !named.isEmpty, let language, cues.contains(where: { $0.language == nil }) {
            named.append(language)
        }
        var seen: Set<String> = []
        return named.filter { seen.insert(LanguageCode.normal($0)).inserted }
    }

    /// Refuses a language that none of the file's languages is, for nothing would be spoken.
    ///
    /// - Throws: ``SubtitleError/noSuchLanguage(path:asked:languages:)``.
    package func requireLanguage(_ language: String) throws(SubtitleError) {
        let isKnown = languages.contains { LanguageCode.holds(language, for: $0) }
        guard !languages.isEmpty, !isKnown, !isSpoken(in: language).contains(true) else { return }
        throw .noSuchLanguage(path: path, asked: language, languages: languages)
    }

    /// Which of its cues are of a language, a flag for each.
    ///
    /// A cue that names none is of the file's own language, and of every one where the file names none.
    func isSpoken(in language: String?) -> [Bool] {
        guard let language else {
            let isOneLanguage = languages.count <= 1
            return cues.map { _ in isOneLanguage }
        }
        let isOwn = self.language.map { LanguageCode.holds(language, for: $0) } ?? true
        return cues.map { cue in
            cue.language.map { LanguageCode.holds(language, for: $0) } ?? isOwn
        }
    }

    /// What cannot be read of a language; all of it where none is asked for.
    package func faults(in language: String?) -> [SubtitleFault] {
        guard let language, languages.count > 1 else { return faults }
        return faults.filter { fault in
            fault.language.map { LanguageCode.holds(language, for: $0) } ?? true
        }
    }
}
