/// What a scripted server does with a request: what it writes, and what then becomes of the
/// connection.
package struct ScriptedAnswer: Sendable {
    package enum End: Sendable {
        case closes
        /// Waits for the next request, or for the client to give up.
        case stands
        /// A byte every 20 ms, for as long as somebody takes it.
        case drips
    }

    package var bytes: [UInt8]
    package var end: End
    /// Whether it is written past TLS, as a broken server would.
    package var isPastTLS: Bool

    package init(_ bytes: [UInt8], end: End = .closes, isPastTLS: Bool = false) {
        (self.bytes, self.end, self.isPastTLS) = (bytes, end, isPastTLS)
    }

    /// Closes the connection without an answer.
    package static let close = ScriptedAnswer([])
    /// Never answers.
    package static let hold = ScriptedAnswer([], end: .stands)

    package static func bytes(_ bytes: [UInt8]) -> ScriptedAnswer { ScriptedAnswer(bytes) }

    package static func text(_ text: String) -> ScriptedAnswer { ScriptedAnswer(Array(text.utf8)) }

    /// Writes this and waits for the next request.
    package static func kept(_ text: String) -> ScriptedAnswer {
        ScriptedAnswer(Array(text.utf8), end: .stands)
    }

    /// Writes this and does nothing more.
    package static func stalled(_ text: String) -> ScriptedAnswer { .kept(text) }

    package static func pastTLS(_ text: String) -> ScriptedAnswer {
        ScriptedAnswer(Array(text.utf8), isPastTLS: true)
    }

    /// A whole HTTP/1.1 reply with a body.
    package static func reply(
        _ status: String, body: [UInt8] = [], headers: String = ""
    ) -> ScriptedAnswer {
        .bytes(
            Array(
                ("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.count)\r\n"
                    + "Connection: close\r\n\r\n").utf8) + body)
    }

    /// A whole HTTP/1.1 reply with a JSON body.
    package static func json(
        _ status: String, _ body: String, headers: String = ""
    ) -> ScriptedAnswer {
        .reply(
            status, body: Array(body.utf8), headers: "Content-Type: application/json\r\n" + headers)
    }
}

/// A whole HTTP/1.1 reply.
package func httpReply(_ status: String, _ body: String, headers: String = "") -> String {
    String(
        decoding: ScriptedAnswer.reply(status, body: Array(body.utf8), headers: headers).bytes,
        as: UTF8.self)
}
