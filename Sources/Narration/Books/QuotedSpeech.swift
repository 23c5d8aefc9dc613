import Texts

/// Finds quoted speech, paragraph after paragraph.
///
/// The marks are “ ”, „ “, « », » «, ” ”, 「 」, 『 』, " ", and ‘ ’ where a chapter uses them as its
/// outer marks. Marks inside a quotation belong to it. A quotation is speech if it begins a
/// sentence, follows a colon or a dash, ends in punctuation, or goes on after a comma where its
/// paragraph has speech before; a word or a title in quotation marks within a sentence is not. A
/// mark that nothing closes in its paragraph opens speech only if the next paragraph begins
/// with such a mark again, as speech over several paragraphs does. Punctuation right behind a closing
/// mark goes with the quotation, so that no narrator begins with a comma.
///
/// In languages that write speech with dashes a paragraph that begins with one is speech up to the
/// narrator's words, which stand between dashes, in some languages without any other punctuation;
/// French does not mark these, and has the paragraph as speech.
struct QuotedSpeech {
    /// Whether ‘ ’ are the outer marks.
    private let usesSingleMarks: Bool
    /// Whether paragraphs can begin with the dash of speech.
    private let usesDashes: Bool
    /// Whether a dash parts the narrator's words even where no clause ends before it.
    private let partsAtBareDash: Bool

    private static let languagesWithDashes = [
        "be", "bg", "ca", "cs", "es", "fr", "gl", "hu", "it", "lt", "lv", "pl", "pt", "ro", "ru",
        "sk", "sr", "tr", "uk",
    ]
    private static let languagesWithBareDashes = ["gl", "hu", "pl", "pt"]

    /// The habits of a chapter with these paragraphs.
    init(paragraphs: [String], language: String?) {
        var counts = (single: 0, double: 0)
        for paragraph in paragraphs {
            switch paragraph.unicodeScalars.first {
            case "‘": counts.single += 1
            case "“", "„", "«", "»", "\"", "”": counts.double += 1
            default: break
            }
        }
        usesSingleMarks = counts.single > counts.double
        func isAmong(_ codes: [String]) -> Bool {
            guard let language else { return false }
            return codes.contains { LanguageCode.holdsAsWritten($0, for: language) }
        }
        usesDashes = isAmong(QuotedSpeech.languagesWithDashes)
        partsAtBareDash = isAmong(QuotedSpeech.languagesWithBareDashes)
    }

    /// The stretches of a paragraph that are speech, in order.
    ///
    /// - Parameter next: the paragraph after it; nil if none is.
    func ranges(in paragraph: String, next: String?) -> [Range<String.Index>] {
        let indices = Array(paragraph.unicodeScalars.indices) + [paragraph.endIndex]
        let scalars = Array(paragraph.unicodeScalars)
        if usesDashes, let dashed = DashedSpeech(in: scalars, partsAtBareDash) {
            return dashed.ranges.map { indices[$0.lowerBound]..<indices[$0.upperBound] }
        }
        let quotes = QuotationScanner(scalars, usesSingleMarks: usesSingleMarks)
        return quotes.speech(next: next?.unicodeScalars.first).map {
            indices[$0.lowerBound]..<indices[$0.upperBound]
        }
    }
}

/// Finds the quotations of one paragraph, in one pass.
private struct QuotationScanner {
    private let scalars: [Unicode.Scalar]
    private let usesSingleMarks: Bool
    /// The quotations, inner ones with them.
    private var pairs: [Range<Int>] = []
    /// The marks that nothing has closed so far.
    private var open: [Int] = []

    /// Deeper than any text; it bounds the search in a paragraph of stray marks.
    private static let deepest = 16

    init(_ scalars: [Unicode.Scalar], usesSingleMarks: Bool) {
        self.scalars = scalars
        self.usesSingleMarks = usesSingleMarks
        if usesSingleMarks { findSingleMarks() } else { findMarks() }
    }

    /// The quotations that are speech, in order.
    func speech(next: Unicode.Scalar?) -> [Range<Int>] {
        var ranges = pairs
        if let last = open.last, goesOn(from: scalars[last], with: next) {
            ranges.append(last..<scalars.count)
        }
        ranges.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
        var speech: [Range<Int>] = []
        var end = 0
        for range in ranges where range.lowerBound >= end {
            end = range.upperBound
            guard isSpeech(range, hasSpeech: !speech.isEmpty) else { continue }
            end += scalars[end...].prefix(while: isPunctuationOfEnd).count
            speech.append(range.lowerBound..<end)
        }
        return speech
    }

    private func isPunctuationOfEnd(_ scalar: Unicode.Scalar) -> Bool {
        ".,!?…;:。，！？；：、".unicodeScalars.contains(scalar)
    }

    private func goesOn(from mark: Unicode.Scalar, with next: Unicode.Scalar?) -> Bool {
        // French paragraphs within speech begin with either mark.
        mark == next || (mark == "«" && next == "»")
    }

    private mutating func findMarks() {
        for index in scalars.indices {
            let canOpen = leads(index) && !isBlank(index + 1)
            switch scalars[index] {
            case "“": if !close(["„"], at: index) { begin(index) }
            case "”": if !close(["“", "„", "”"], at: index), canOpen { begin(index) }
            case "„", "「", "『": begin(index)
            case "«": if !close(["»"], at: index) { begin(index) }
            case "»": if !close(["«", "»"], at: index), canOpen || index == 0 { begin(index) }
            case "」": _ = close(["「"], at: index)
            case "』": _ = close(["『"], at: index)
            case "\"": if !close(["\""], at: index), canOpen { begin(index) }
            default: break
            }
        }
    }

    private mutating func begin(_ index: Int) {
        if open.count == QuotationScanner.deepest { open.removeFirst() }
        open.append(index)
    }

    /// Closes the quotation that the last of some marks has opened; false if there is none.
    private mutating func close(_ marks: [Unicode.Scalar], at index: Int) -> Bool {
        guard let place = open.lastIndex(where: { marks.contains(scalars[$0]) }) else {
            return false
        }
        pairs.append(open[place]..<(index + 1))
        open.removeSubrange(place...)
        return true
    }

    private mutating func findSingleMarks() {
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "‘", leads(index), !isBlank(index + 1) else {
                index += 1
                continue
            }
            if let end = endOfSingle(index) {
                pairs.append(index..<end)
                index = end
            } else {
                begin(index)
                index += 1
            }
        }
    }

    /// The end of a quotation in ‘ ’: the first ’ after punctuation that no letter follows, since
    /// one between or after letters may be an apostrophe; else the last that could be one.
    private func endOfSingle(_ start: Int) -> Int? {
        var candidate: Int?
        for index in scalars.indices[(start + 1)...] {
            if scalars[index] == "‘", leads(index) { break }
            guard scalars[index] == "’", !isLetter(index + 1) else { continue }
            if !isLetter(index - 1) { return index + 1 }
            candidate = index + 1
        }
        return candidate
    }

    private func isSpeech(_ range: Range<Int>, hasSpeech: Bool) -> Bool {
        let inside = scalars[range].dropFirst()
        guard inside.contains(where: { $0.properties.isAlphabetic }) else { return false }
        let last = inside.last { !$0.properties.isWhitespace && !isQuote($0) }
        if let last, isPunctuation(last) { return true }
        let before = scalars[..<range.lowerBound].last { scalar in
            !scalar.properties.isWhitespace && !isQuote(scalar)
        }
        guard let before else { return true }
        return ".!?…:;—–。！？：；".unicodeScalars.contains(before)
            || (hasSpeech && ",，、".unicodeScalars.contains(before))
    }

    private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        ".,!?…—–-;:。，！？；：、".unicodeScalars.contains(scalar)
    }

    private func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        "“”„«»‹›\"‘’‚「」『』".unicodeScalars.contains(scalar)
    }

    /// Whether an index is where a word can begin: after white space, a dash or an opening mark.
    private func leads(_ index: Int) -> Bool {
        isBlank(index - 1) || "—–-([“„«\"‘「『".unicodeScalars.contains(scalars[index - 1])
    }

    /// Whether white space or an end is at an index.
    private func isBlank(_ index: Int) -> Bool {
        !scalars.indices.contains(index) || scalars[index].properties.isWhitespace
    }

    private func isLetter(_ index: Int) -> Bool {
        scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
    }
}

/// A paragraph of speech that begins with a dash.
private struct DashedSpeech {
    /// The stretches that are speech, in order.
    private(set) var ranges: [Range<Int>] = []

    /// Nil for a paragraph that does not begin with a dash.
    init?(in scalars: [Unicode.Scalar], _ partsAtBareDash: Bool) {
        guard let first = scalars.first, DashedSpeech.isDash(first) else { return nil }
        var start: Int? = 0
        for index in scalars.indices.dropFirst() where DashedSpeech.isDash(scalars[index]) {
            let isAfterSpace = scalars[index - 1].properties.isWhitespace
            let behind = scalars[(index + 1)...]
            let isBeforeSpace = behind.first?.properties.isWhitespace == true
            let last = scalars[..<index].last { !$0.properties.isWhitespace }
            let parts = partsAtBareDash || last.map(DashedSpeech.endsClause) == true
            if let begun = start, isAfterSpace, parts || !isBeforeSpace {
                ranges.append(begun..<index)
                start = nil
            } else if start == nil,
                !isAfterSpace || behind.first.map(DashedSpeech.endsClause) == true
            {
                // The narrator's words end with the dash behind them, and with its punctuation.
                start = index + 1 + behind.prefix(while: DashedSpeech.endsClause).count
            } else if start == nil, isBeforeSpace, parts {
                start = index
            }
        }
        if let start, start < scalars.count { ranges.append(start..<scalars.count) }
    }

    private static func endsClause(_ scalar: Unicode.Scalar) -> Bool {
        ".,;:!?…".unicodeScalars.contains(scalar)
    }

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "—" || scalar == "–" || scalar == "―"
    }
}
