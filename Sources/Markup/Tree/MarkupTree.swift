import CXML2

/// Files of XHTML, HTML or XML as trees.
///
/// A tree lives in a scope, as its nodes do: they are not `Sendable`, while all that leaves the scope
/// has to be, and its body is, so that it has no place outside to put a node in.
///
/// XML is parsed strictly first. What breaks the rules goes through the HTML parser: recovering
/// as XML would silently drop `&nbsp;` and the text after `AT&T`.
package enum MarkupTree {
    /// What a tree is made of.
    package enum Source: Sendable {
        /// The bytes of XML, which says itself what it is encoded in; if they are no XML, of HTML.
        case xml([UInt8])
        case html(String)
    }

    package enum Fault: Error {
        case damaged(reason: String)
        case excessive(reason: String)
    }

    /// XML that breaks the rules.
    package struct XMLFault: Error {
        /// Where the rules are broken, from 1.
        package let line: Int
        package let column: Int
        /// Whether its entities expand without bound.
        let isBomb: Bool
    }

    /// More would be a file made to fill memory: a node takes a hundred bytes and more.
    static let maximumNodeCount = 1_000_000
    /// Walks over the tree recurse; the strict parser itself stops at 256.
    static let maximumDepth = 512

    /// What a function makes of the outermost element of a tree, which ends with the call.
    package static func withTree<Result: Sendable>(
        _ source: Source, _ body: @Sendable (MarkupNode) -> Result
    ) throws(Fault) -> Result {
        var nothing: [Never] = []
        return try withTree(source, updating: &nothing) { root, _ in body(root) }
    }

    /// The same for a function that adds to what it has found in other trees.
    package static func withTree<State: Sendable, Result: Sendable>(
        _ source: Source, updating state: inout State,
        _ body: @Sendable (MarkupNode, inout State) -> Result
    ) throws(Fault) -> Result {
        try KeptTree(source).read(updating: &state, body)
    }

    /// The same for XML that has to keep all its rules; at most 256 deep.
    package static func withStrictTree<Result: Sendable>(
        _ bytes: [UInt8], _ body: @Sendable (MarkupNode) -> Result
    ) throws(XMLFault) -> Result {
        let silence = ParserSilence()
        defer { silence.end() }
        let document = try parseStrictly(bytes)
        defer { xmlFreeDoc(document) }
        guard let root = MarkupNode(xmlDocGetRootElement(document)) else {
            throw XMLFault(line: 1, column: 1, isBomb: false)
        }
        return body(root)
    }

    // MARK: Parsing

    fileprivate static func document(of source: Source) throws(Fault) -> xmlDocPtr {
        switch source {
        case .html(let text): return try parseHTML(text)
        case .xml(let bytes):
            try check(bytes)
            do {
                return try parseStrictly(bytes)
            } catch  where error.isBomb {
                throw .excessive(reason: "its entities expand without bound")
            } catch {
                return try parseHTML(
                    MarkupEncoding.decoded(
                        bytes, as: MarkupEncoding.found(of: bytes, named: nil)))
            }
        }
    }

    private static func parseHTML(_ text: String) throws(Fault) -> xmlDocPtr {
        try check(text.utf8)
        var text = text
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                htmlReadMemory(bytes.baseAddress, Int32(bytes.count), nil, "UTF-8", htmlOptions)
            }
        }
        guard let document else { throw .damaged(reason: "it holds no markup") }
        return document
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

    private static func parseStrictly(_ bytes: [UInt8]) throws(XMLFault) -> xmlDocPtr {
        guard let parser = xmlNewParserCtxt() else {
            throw XMLFault(line: 1, column: 1, isBomb: false)
        }
        defer { xmlFreeParserCtxt(parser) }
        let document = bytes.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil,
                nil, xmlOptions)
        }
        if let document { return document }
        let error = xmlCtxtGetLastError(parser)?.pointee
        // libxml2 keeps the column of an error in `int2`.
        throw XMLFault(
            line: max(1, Int(error?.line ?? 1)), column: max(1, Int(error?.int2 ?? 1)),
            isBomb: error?.code == Int32(XML_ERR_ENTITY_LOOP.rawValue))
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

/// A tree that is read more than once, and goes with its last holder.
package final class KeptTree {
    private let document: xmlDocPtr
    private let root: MarkupNode

    /// Parses a source.
    package init(_ source: MarkupTree.Source) throws(MarkupTree.Fault) {
        let silence = ParserSilence()
        defer { silence.end() }
        let document = try MarkupTree.document(of: source)
        let root = MarkupNode(xmlDocGetRootElement(document))
        guard let root, root.isShallow(MarkupTree.maximumDepth) else {
            xmlFreeDoc(document)
            throw .damaged(
                reason: root == nil
                    ? "it holds no markup"
                    : "its elements are nested more than \(MarkupTree.maximumDepth) deep")
        }
        (self.document, self.root) = (document, root)
    }

    deinit { xmlFreeDoc(document) }

    /// What a function makes of the outermost element, which adds to what it has found elsewhere.
    package func read<State: Sendable, Result: Sendable>(
        updating state: inout State, _ body: @Sendable (MarkupNode, inout State) -> Result
    ) -> Result {
        body(root, &state)
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
