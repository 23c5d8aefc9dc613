import CXML2

/// XML read from front to back, a node at a time, in memory that does not grow with the file.
///
/// It keeps all rules of XML; references to entities of its own are passed over.
package final class XMLStream {
    /// What comes next.
    package enum Event: Equatable, Sendable {
        /// An element begins; its name without prefix.
        case start(String)
        /// An element ends.
        case end(String)
        /// Text, white space included.
        case text(String)
    }

    /// Why no more can be read.
    package struct Fault: Error {
        /// What is wrong, for people.
        package let reason: String

        /// A fault with a reason.
        package init(reason: String) { self.reason = reason }
    }

    private let source: Source
    private let reader: xmlTextReaderPtr
    private let silence: ParserSilence
    /// The name of an empty element that still has to end.
    private var pendingEnd: String?

    /// What libxml2 reads from.
    private final class Source {
        let stream: ArchiveStream
        var fault: ZIPArchive.Fault?

        init(_ stream: ArchiveStream) { self.stream = stream }

        func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int32 {
            do throws(ZIPArchive.Fault) {
                return Int32(try stream.read(into: buffer))
            } catch {
                fault = error
                return -1
            }
        }
    }

    /// Begins to read.
    package init(_ stream: ArchiveStream) throws(Fault) {
        source = Source(stream)
        silence = ParserSilence()
        let options = Int32(
            bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
                | XML_PARSE_NOWARNING.rawValue)
        let opened = xmlReaderForIO(
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue().read(
                    UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
            }, { _ in 0 }, Unmanaged.passUnretained(source).toOpaque(), nil, nil, options)
        guard let opened else {
            silence.end()
            throw Fault(reason: "no XML can be read from it")
        }
        reader = opened
    }

    deinit {
        xmlFreeTextReader(reader)
        silence.end()
    }

    /// The next event; nil at the end.
    package func next() throws(Fault) -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while true {
            guard xmlTextReaderRead(reader) == 1 else {
                try checkEnd()
                return nil
            }
            switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue:
                let name = text(xmlTextReaderConstLocalName(reader))
                if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
                return .start(name)
            case XML_READER_TYPE_END_ELEMENT.rawValue:
                return .end(text(xmlTextReaderConstLocalName(reader)))
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue,
                XML_READER_TYPE_WHITESPACE.rawValue:
                return .text(text(xmlTextReaderConstValue(reader)))
            default: continue
            }
        }
    }

    /// What an attribute of the element that has just begun says; its name is as it is written.
    package func attribute(_ name: String) -> String? {
        guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
        defer { xmlTextReaderMoveToElement(reader) }
        return text(xmlTextReaderConstValue(reader))
    }

    /// Passes over what is left of the element that has just begun.
    package func skipElement() throws(Fault) {
        var depth = 1
        while depth > 0, let event = try next() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: break
            }
        }
    }

    private func checkEnd() throws(Fault) {
        switch source.fault {
        case .damaged(let reason), .excessive(let reason): throw Fault(reason: reason)
        case .missing: throw Fault(reason: "it is missing")
        case nil: break
        }
        guard xmlTextReaderReadState(reader) != XML_TEXTREADER_MODE_EOF.rawValue else { return }
        throw Fault(
            reason: "its XML breaks off at line \(max(1, xmlTextReaderGetParserLineNumber(reader)))"
        )
    }

    private func text(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}
