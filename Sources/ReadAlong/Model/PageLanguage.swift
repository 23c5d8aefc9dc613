import Foundation
import Texts

/// The language of a page's text, and the way it runs.
struct PageLanguage: Hashable, Sendable {
    /// A well-formed BCP 47 tag; `und` where the language is not known.
    let tag: String
    /// Whether lines run from right to left.
    let isRightToLeft: Bool

    /// The language of a tag; one that is not well-formed counts as unknown.
    init(_ text: String?) {
        let written = (text ?? "").trimmed.map { $0 == "_" ? "-" : $0 }
        let parts = written.split(separator: "-", omittingEmptySubsequences: false)
        let isTag =
            (2...8).contains(parts.first?.count ?? 0)
            && parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(\.isTagCharacter) }
            && parts[0].allSatisfy(\.isLetter)
        tag = isTag ? String(written) : "und"
        isRightToLeft =
            isTag && Locale.Language(identifier: tag).characterDirection == .rightToLeft
    }
}

extension Character {
    fileprivate var isTagCharacter: Bool { isASCII && (isLetter || isNumber) }
}
