import Texts

/// Makes XML that keeps all rules of markup that nearly does.
///
/// Files written by hand and by converters name entities that nobody declared, forget to write `&amp;`,
/// close elements in the wrong order or not at all. A parser stops there, or drops text. Here
/// references become characters, what is no markup becomes text, and every element is closed where
/// its parent is. Declarations, comments and instructions go: nothing outside, and no entity of the
/// file's own, is left to be loaded or expanded.
package struct WellFormedMarkup {
    /// The XML.
    ///
    /// Line breaks are kept, so that lines have the numbers they had.
    package private(set) var text: [UInt8] = []
    private var open: [ArraySlice<UInt8>] = []
    private var rest: ArraySlice<UInt8>
    private let unnested: Set<ArraySlice<UInt8>>

    /// The XML of a file's text.
    ///
    /// - Parameter unnested: Elements that never stand in one of their own name; where one begins, the
    ///   one that is open has ended.
    package init(_ source: [UInt8], unnested: [String] = []) {
        rest = source[...]
        self.unnested = Set(unnested.map { ArraySlice($0.utf8) })
        text.reserveCapacity(source.count)
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "<"): readMarkup()
            case UInt8(ascii: "&"): readReference()
            default: readText()
            }
        }
        while let name = open.popLast() { close(name) }
    }

    // MARK: Text

    private mutating func readText() {
        let end = rest.firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
        append(rest[..<(end ?? rest.endIndex)])
        rest = rest[(end ?? rest.endIndex)...]
    }

    /// Adds text; `>` is written as a reference, and what XML does not allow goes.
    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): text += "&lt;".utf8
            case UInt8(ascii: ">"): text += "&gt;".utf8
            case UInt8(ascii: "&"): text += "&amp;".utf8
            case UInt8(ascii: "\""): text += "&quot;".utf8
            case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20: continue
            default: text.append(byte)
            }
        }
    }

    private mutating func readReference() {
        let end = rest.prefix(40).firstIndex(of: UInt8(ascii: ";"))
        if let end, let found = WellFormedMarkup.character(rest[(rest.startIndex + 1)..<end]) {
            append(found[...])
            rest = rest[(end + 1)...]
        } else {
            append(rest.prefix(1))
            rest = rest.dropFirst()
        }
    }

    /// What a reference stands for; nil if it is none that is known.
    private static func character(_ name: ArraySlice<UInt8>) -> [UInt8]? {
        CharacterReference.text(of: String(decoding: name, as: UTF8.self)).map { Array($0.utf8) }
    }

    // MARK: Markup

    private mutating func readMarkup() {
        let next = rest.dropFirst().first ?? 0
        switch next {
        case UInt8(ascii: "!"): readDeclaration()
        case UInt8(ascii: "?"): skip(past: "?>")
        case UInt8(ascii: "/"): readEnd()
        case let byte where WellFormedMarkup.beginsName(byte): readStart()
        default:
            append(rest.prefix(1))
            rest = rest.dropFirst()
        }
    }

    private mutating func readDeclaration() {
        if rest.starts(with: "<!--".utf8) { return skip(past: "-->") }
        if rest.starts(with: "<![CDATA[".utf8) {
            let inner = rest.dropFirst(9)
            let end = WellFormedMarkup.find("]]>", in: inner) ?? inner.endIndex
            append(inner[..<end])
            rest = inner[end...].dropFirst(3)
            return
        }
        var depth = 0
        while let byte = rest.popFirst() {
            keepBreak(byte)
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if byte == UInt8(ascii: ">"), depth <= 0 { return }
        }
    }

    private mutating func skip(past ending: StaticString) {
        let found = WellFormedMarkup.find(ending, in: rest)
        let end = found.map { $0 + ending.utf8CodeUnitCount } ?? rest.endIndex
        for byte in rest[..<end] { keepBreak(byte) }
        rest = rest[end...]
    }

    private mutating func keepBreak(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") { text.append(byte) }
    }

    private static func find(_ wanted: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let wanted = wanted.withUTF8Buffer(Array.init)
        return bytes.indices.first { bytes[$0...].starts(with: wanted) }
    }

    // MARK: Elements

    private mutating func readStart() {
        rest = rest.dropFirst()
        let name = takeName()
        var attributes: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
        while let attribute = takeAttribute() {
            if attributes[attribute.name] == nil { attributes[attribute.name] = attribute.value }
        }
        skipSpace()
        let isEmpty = rest.first == UInt8(ascii: "/")
        while let byte = rest.first, byte != UInt8(ascii: "<") {
            keepBreak(byte)
            rest = rest.dropFirst()
            if byte == UInt8(ascii: ">") { break }
        }
        if unnested.contains(name), let index = open.suffix(8).lastIndex(of: name) {
            closeAll(from: index)
        }
        write(name, attributes)
        if isEmpty { text += "/>".utf8 } else { text.append(UInt8(ascii: ">")) }
        if !isEmpty { open.append(name) }
    }

    private mutating func write(
        _ name: ArraySlice<UInt8>, _ attributes: [ArraySlice<UInt8>: ArraySlice<UInt8>]
    ) {
        text.append(UInt8(ascii: "<"))
        text += WellFormedMarkup.local(name)
        for (name, value) in attributes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        where !name.starts(with: "xmlns".utf8) {
            text.append(UInt8(ascii: " "))
            text += WellFormedMarkup.local(name)
            text += "=\"".utf8
            text += WellFormedMarkup.resolved(value)
            text.append(UInt8(ascii: "\""))
        }
    }

    /// An element that was never opened is not closed; one that is open is, with all within it.
    private mutating func readEnd() {
        rest = rest.dropFirst(2)
        let name = takeName()
        while let byte = rest.popFirst(), byte != UInt8(ascii: ">") { keepBreak(byte) }
        guard let index = open.lastIndex(of: name) else { return }
        closeAll(from: index)
    }

    private mutating func closeAll(from index: Int) {
        while open.count > index, let last = open.popLast() { close(last) }
    }

    private mutating func close(_ name: ArraySlice<UInt8>) {
        text += "</".utf8
        text += WellFormedMarkup.local(name)
        text.append(UInt8(ascii: ">"))
    }

    // MARK: Names and attributes

    private mutating func takeName() -> ArraySlice<UInt8> {
        let name = rest.prefix(while: WellFormedMarkup.isInName)
        rest = rest.dropFirst(name.count)
        return name
    }

    private mutating func takeAttribute() -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
        skipSpace()
        guard let first = rest.first, WellFormedMarkup.beginsName(first) else { return nil }
        let name = takeName()
        skipSpace()
        guard rest.first == UInt8(ascii: "=") else { return (name, []) }
        rest = rest.dropFirst()
        skipSpace()
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let value = rest.dropFirst().prefix { $0 != quote }
            rest = rest.dropFirst(value.count + 2)
            return (name, value)
        }
        let value = rest.prefix { !WellFormedMarkup.isSpace($0) && $0 != UInt8(ascii: ">") }
        rest = rest.dropFirst(value.count)
        return (name, value)
    }

    private mutating func skipSpace() {
        while let byte = rest.first, WellFormedMarkup.isSpace(byte) {
            keepBreak(byte)
            rest = rest.dropFirst()
        }
    }

    /// A value whose references are resolved, fit to be written between quotes.
    private static func resolved(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var inner = WellFormedMarkup([])
        inner.rest = value
        while let byte = inner.rest.first {
            if byte == UInt8(ascii: "&") {
                inner.readReference()
            } else {
                // A line break was counted when it was passed over, or is a space here.
                inner.append(byte == UInt8(ascii: "\n") ? [UInt8(ascii: " ")] : [byte])
                inner.rest = inner.rest.dropFirst()
            }
        }
        return inner.text
    }

    /// A name without its prefix, which needs a declaration.
    private static func local(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return local.first.map(beginsName) == true ? local : name.drop { !beginsName($0) }
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_")
            || Unicode.Scalar(byte).isASCIILetterOrDigit && !(0x30...0x39).contains(byte)
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        beginsName(byte) || (0x30...0x39).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
