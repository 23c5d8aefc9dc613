import CXML2

/// A file of XHTML, HTML or XML as a tree.
///
/// It is parsed strictly first. XML that breaks the rules goes through the HTML parser: recovering
/// as XML would silently drop `&nbsp;` and the text after `AT&T`.
package final class MarkupTree {
    package enum Fault: Error {
        case damaged(reason: String)
        case excessive(reason: String)
    }

    /// More would be a file made to fill memory: a node takes a hundred bytes and more.
    static let maximumNodeCount = 1_000_000
    /// Walks over the tree recurse; the strict parser itself stops at 256.
    static let maximumDepth = 512

    /// The outermost element.
    package let root: MarkupNode
    private let document: xmlDocPtr

    /// Parses XML, and what is no XML as HTML.
    package convenience init(xml bytes: [UInt8]) throws(Fault) {
        try MarkupTree.check(bytes)
        let strict = MarkupTree.parseStrictly(bytes)
        if let document = strict.document {
            try self.init(document)
        } else if strict.isBomb {
            throw .excessive(reason: "its entities expand without bound")
        } else {
            try self.init(html: MarkupEncoding.decoded(bytes, named: nil))
        }
    }

    /// Parses HTML.
    package convenience init(html text: String) throws(Fault) {
        try MarkupTree.check(text.utf8)
        var text = text
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                htmlReadMemory(
                    bytes.baseAddress, Int32(bytes.count), nil, "UTF-8", MarkupTree.htmlOptions)
            }
        }
        guard let document else { throw .damaged(reason: "it holds no markup") }
        try self.init(document)
    }

    private init(_ document: xmlDocPtr) throws(Fault) {
        self.document = document
        guard let root = MarkupNode(xmlDocGetRootElement(document)) else {
            xmlFreeDoc(document)
            throw .damaged(reason: "it holds no markup")
        }
        self.root = root
        guard root.isShallow(MarkupTree.maximumDepth) else {
            throw .damaged(
                reason: "its elements are nested more than \(MarkupTree.maximumDepth) deep")
        }
    }

    deinit {
        xmlFreeDoc(document)
    }

    private static let htmlOptions =
        Int32(
            bitPattern: HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
                | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue)
        // Else it stops without a word where elements are nested 256 deep.
        | Int32(bitPattern: XML_PARSE_HUGE.rawValue)

    private static let xmlOptions = Int32(
        bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_COMPACT.rawValue
            | XML_PARSE_BIG_LINES.rawValue)

    private static func parseStrictly(_ bytes: [UInt8]) -> (document: xmlDocPtr?, isBomb: Bool) {
        guard let parser = xmlNewParserCtxt() else { return (nil, false) }
        defer { xmlFreeParserCtxt(parser) }
        let document = bytes.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil,
                nil, xmlOptions)
        }
        let code = xmlCtxtGetLastError(parser)?.pointee.code ?? 0
        return (document, document == nil && code == Int32(XML_ERR_ENTITY_LOOP.rawValue))
    }

    /// Counts what can become a node, an element or an attribute, before any is made.
    private static func check(_ bytes: some Sequence<UInt8>) throws(Fault) {
        var count = 0
        for byte in bytes where byte == UInt8(ascii: "<") || byte == UInt8(ascii: "=") {
            count += 1
        }
        guard count <= maximumNodeCount else {
            throw .excessive(reason: "it has \(count) elements and attributes")
        }
    }
}

extension MarkupNode {
    /// Whether nothing within lies deeper than this; found without recursion.
    fileprivate func isShallow(_ limit: Int) -> Bool {
        var path = [self]
        var next = children.first { _ in true }
        while true {
            if let node = next {
                path.append(node)
                if path.count > limit { return false }
                next = node.children.first { _ in true }
            } else {
                guard path.count > 1, let last = path.popLast() else { return true }
                next = last.nextSibling
            }
        }
    }
}
