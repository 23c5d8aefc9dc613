import CXML2
import Texts

/// An element, a text or another node of a tree, within the scope that the tree lives in.
package struct MarkupNode: Hashable {
    package enum Kind {
        case element, text, entity, other
    }

    private let pointer: xmlNodePtr

    init?(_ pointer: xmlNodePtr?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    package var kind: Kind {
        switch pointer.pointee.type {
        case XML_ELEMENT_NODE: .element
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: .text
        case XML_ENTITY_REF_NODE: .entity
        default: .other
        }
    }

    /// The element's name without prefix, in lower case; that of an entity as it is written.
    package var name: String {
        guard let name = pointer.pointee.name else { return "" }
        let text = String(cString: name)
        guard kind == .element else { return text }
        // The HTML parser takes a prefix for a part of the name.
        let local = text.utf8.firstIndex(of: UInt8(ascii: ":")).map { text[$0...].dropFirst() }
        let found = local.map(String.init) ?? text
        let isLower = found.utf8.allSatisfy { $0 < 128 && !(65...90).contains($0) }
        return isLower ? found : found.lowercased()
    }

    /// Whether it is an element of a name, which is written in small letters of ASCII.
    ///
    /// It makes no text, as ``name`` does.
    package func isNamed(_ name: StaticString) -> Bool {
        guard kind == .element, let found = pointer.pointee.name else { return false }
        let local = xmlStrchr(found, UInt8(ascii: ":")).map { $0.advanced(by: 1) } ?? found
        var index = 0
        while index <= name.utf8CodeUnitCount {
            let byte = local[index]
            let small = (65...90).contains(byte) ? byte | 0x20 : byte
            guard small == name.utf8Start[index] else { return false }
            index += 1
        }
        return true
    }

    /// The line in the file, from 1.
    package var line: Int { max(1, xmlGetLineNo(pointer)) }

    package var parent: MarkupNode? { MarkupNode(pointer.pointee.parent) }
    package var nextSibling: MarkupNode? { MarkupNode(pointer.pointee.next) }
    package var previousSibling: MarkupNode? { MarkupNode(pointer.pointee.prev) }

    /// The nodes directly within; none of an entity, whose node here is its declaration.
    package var children: some Sequence<MarkupNode> {
        let first = kind == .element ? MarkupNode(pointer.pointee.children) : nil
        return sequence(state: first) { next in
            defer { next = next?.nextSibling }
            return next
        }
    }

    package var elements: some Sequence<MarkupNode> {
        children.lazy.filter { $0.kind == .element }
    }

    /// The text of a text node.
    package var content: String {
        pointer.pointee.content.map { String(cString: $0) } ?? ""
    }

    /// How many bytes the text of a text node has.
    package var contentByteCount: Int {
        pointer.pointee.content.map { Int(xmlStrlen($0)) } ?? 0
    }

    /// Whether a text node holds anything but white space.
    package var hasVisibleContent: Bool {
        guard var next = pointer.pointee.content else { return false }
        while next.pointee == 0x20 || (0x09...0x0D).contains(next.pointee) { next += 1 }
        // Nearly every text is white space of ASCII or has a visible character of it next.
        if next.pointee == 0 { return false }
        return (0x21...0x7E).contains(next.pointee) || content.contains { !$0.isWhitespace }
    }

    /// What an attribute says, whatever its prefix; nil if it is missing.
    package func attribute(_ name: StaticString) -> String? {
        var next = pointer.pointee.properties
        while let attribute = next {
            if let found = attribute.pointee.name, MarkupNode.isEqual(found, name) {
                return MarkupNode.value(of: attribute)
            }
            next = attribute.pointee.next
        }
        return nil
    }

    /// Whether the element has any attribute.
    package var hasAttributes: Bool { pointer.pointee.properties != nil }

    /// Whether there is an attribute whose name begins so.
    package func hasAttribute(beginning front: StaticString) -> Bool {
        let length = Int32(front.utf8CodeUnitCount)
        var next = pointer.pointee.properties
        while let attribute = next {
            if xmlStrncmp(attribute.pointee.name, front.utf8Start, length) == 0 { return true }
            next = attribute.pointee.next
        }
        return false
    }

    /// What the attributes of a name say; their prefixes do not count.
    func attributes(_ name: StaticString) -> [String] {
        var values: [String] = []
        var next = pointer.pointee.properties
        while let attribute = next {
            if let found = attribute.pointee.name, MarkupNode.isEqual(found, name) {
                values.append(MarkupNode.value(of: attribute))
            }
            next = attribute.pointee.next
        }
        return values
    }

    /// The HTML parser takes a prefix for a part of the name.
    private static func isEqual(_ found: UnsafePointer<xmlChar>, _ name: StaticString) -> Bool {
        if xmlStrEqual(found, name.utf8Start) != 0 { return true }
        guard let colon = xmlStrchr(found, UInt8(ascii: ":")) else { return false }
        return xmlStrEqual(colon.advanced(by: 1), name.utf8Start) != 0
    }

    /// libxml2's own function would expand entities without bounds.
    private static func value(of attribute: UnsafeMutablePointer<xmlAttr>) -> String {
        var text = ""
        var part = attribute.pointee.children
        while let node = MarkupNode(part) {
            text += node.kind == .text ? node.content : CharacterReference.named(node.name) ?? ""
            part = part?.pointee.next
        }
        return text
    }

    /// What a reference to an entity of the file's own stands for; nil if it is declared elsewhere.
    package var entityContent: String? {
        guard let entity = xmlGetDocEntity(pointer.pointee.doc, pointer.pointee.name),
            entity.pointee.etype == XML_INTERNAL_GENERAL_ENTITY,
            let content = entity.pointee.content
        else { return nil }
        return String(cString: content)
    }
}

@available(*, unavailable)
extension MarkupNode: Sendable {}

extension MarkupNode {
    /// The words of an attribute.
    package func words(_ name: StaticString) -> [Substring] {
        attribute(name).map(MarkupNode.words) ?? []
    }

    /// Most attributes are of ASCII, which needs no look at its characters.
    private static func words(_ text: String) -> [Substring] {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return text.split(whereSeparator: \.isWhitespace)
        }
        if text.utf8.contains(0x20) { return text.utf8.split(separator: 0x20).map(Substring.init) }
        return text.isEmpty ? [] : [text[...]]
    }

    /// What the element is by `epub:type` and by `role`, whose words begin with `doc-`.
    package var semantics: [Substring] {
        guard kind == .element, hasAttributes else { return [] }
        let types = attributes("type").flatMap(MarkupNode.words)
        guard let role = attribute("role") else { return types }
        return types
            + MarkupNode.words(role).map { $0.hasPrefix("doc-") ? $0.dropFirst(4) : $0 }
    }

    /// Every name a link can reach the element by.
    package var anchors: [String] {
        guard kind == .element, hasAttributes else { return [] }
        var names: [String] = []
        if let id = attribute("id"), !id.isEmpty { names.append(id) }
        // `name` is a place only on links; elsewhere it names a field or a fact.
        if isNamed("a"), let name = attribute("name"), !name.isEmpty { names.append(name) }
        return names
    }

    /// All text within, as it is written.
    package var text: String {
        switch kind {
        case .text: return content
        case .entity: return CharacterReference.named(name) ?? ""
        case .other: return ""
        case .element: return children.reduce(into: "") { $0 += $1.text }
        }
    }

    /// The text within, with single spaces.
    package var singleSpacedText: String {
        text.singleSpaced
    }

    /// The nearest element of a name, this one or within it; nil if there is none.
    package func first(_ name: StaticString) -> MarkupNode? {
        if isNamed(name) { return self }
        for child in elements {
            if let found = child.first(name) { return found }
        }
        return nil
    }

    /// Hands this element and all within it to a function, in the order of the text.
    package func forEachElement(_ body: (MarkupNode) -> Void) {
        body(self)
        for child in elements { child.forEachElement(body) }
    }
}
