import CXML2

/// Keeps libxml2 from writing to standard error.
///
/// The options of a parser do not silence all of it: running out of memory and unknown encodings
/// are told to the thread's handler, whose default is to write.
struct ParserSilence {
    private let handler: xmlStructuredErrorFunc?
    private let context: UnsafeMutableRawPointer?

    /// Silences the thread.
    init() {
        handler = __xmlStructuredError().pointee
        context = __xmlStructuredErrorContext().pointee
        xmlSetStructuredErrorFunc(nil) { _, _ in }
    }

    /// Gives the thread its handler back, which another user of the library may have set.
    func end() {
        xmlSetStructuredErrorFunc(context, handler)
    }
}
