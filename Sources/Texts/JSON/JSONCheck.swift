/// The check that an input is one JSON value.
package enum JSONCheck {
    /// Where bytes break the rules of JSON, RFC 8259, and how; nil where they do not.
    ///
    /// Foundation's decoder does not say where.
    package static func fault(
        in bytes: [UInt8], path: String
    ) -> (place: SourcePlace, message: String)? {
        var json = JSONWindow(source: ByteSource(bytes))
        func fault(_ offset: Int, _ message: String) -> (place: SourcePlace, message: String) {
            let position = json.window.position(at: offset)
            let place = SourcePlace(path: path, line: position.line, column: position.column)
            return (place, message)
        }
        do throws(JSONStop) {
            guard try json.peek() != nil else { return fault(0, "there is no value") }
            json.consume(try json.scanValue())
            return try json.peek() == nil ? nil : fault(0, "text stands after the value")
        } catch .invalid(let offset, let message), .broken(let offset, let message) {
            return fault(offset, message)
        } catch {
            return fault(0, "\(error)")
        }
    }
}
