import HTTPTypes
import Hummingbird
import NIOCore

/// A whole reply, before it is known how it goes out.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: ByteBuffer

    init(_ text: String, type: String, status: HTTPResponse.Status) {
        self.status = status
        headers = [.contentType: type]
        body = ByteBuffer(string: text)
    }

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(value.text, type: "application/json", status: status)
    }

    /// A gateway's own page, as nginx words it.
    static func gatewayPage(_ status: HTTPResponse.Status) -> Reply {
        let title = "\(status.code) \(status.reasonPhrase)"
        return Reply(
            """
            <html>
            <head><title>\(title)</title></head>
            <body>
            <center><h1>\(title)</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>

            """, type: "text/html", status: status)
    }

    /// A call's name, where the form has a header for it.
    mutating func name(_ names: CallNames) {
        guard names.hasHeader, let field = HTTPField.Name("X-Oneapi-Request-Id") else { return }
        headers[field] = names.billed
    }

    /// For the server to send.
    var response: Response {
        Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// The reply as it goes over a connection that is closed after it.
    var bytes: ByteBuffer {
        bytes(framing: "Content-Length: \(body.readableBytes)", body: body)
    }

    /// The whole reply as one chunk, and after it what is no chunk.
    var bytesInBrokenChunks: ByteBuffer {
        var chunks = ByteBuffer(string: "\(String(body.readableBytes, radix: 16))\r\n")
        chunks.writeImmutableBuffer(body)
        chunks.writeString("\r\nno chunk\r\n")
        return bytes(framing: "Transfer-Encoding: chunked", body: chunks)
    }

    /// - Parameter framing: the header that says where the body ends.
    private func bytes(framing: String, body: ByteBuffer) -> ByteBuffer {
        var bytes = ByteBuffer(string: "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        for field in headers { bytes.writeString("\(field.name): \(field.value)\r\n") }
        bytes.writeString("\(framing)\r\nConnection: close\r\n\r\n")
        bytes.writeImmutableBuffer(body)
        return bytes
    }
}

extension Reply {
    /// A refusal in the form it came in.
    init(_ refusal: Refusal, names: CallNames) {
        switch refusal.body {
        case .coded(let code, let message):
            self = .json(
                KlingError(status: refusal.status, code: code, message: message)
                    .json(requestID: names.inBody), status: refusal.status)
        case .named(let name, let message):
            self = .json(
                ["code": .string(name), "message": .string(message)], status: refusal.status)
        case .nested(let error):
            let message = error.json(requestID: names.inBody).text
            self = .json(
                ["code": "fail_to_fetch_task", "message": .string(message)],
                status: refusal.status)
        case .gatewayError(let message, let type, let namesRequest):
            let name = namesRequest ? " (request id: \(names.billed))" : ""
            self = .json(
                [
                    "error": [
                        "message": .string(message + name), "type": .string(type), "param": "",
                        "code": "",
                    ]
                ], status: refusal.status)
        case .empty:
            self.init("", type: "text/plain", status: refusal.status)
        }
        name(names)
    }
}
