import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// The documented reply to a call that did not.
    static func refusal(_ refusal: Refusal, requestID: String, retryAfter: Duration?) -> Response {
        var response = json(
            """
            {"code":\(refusal.code),"message":\(jsonString(refusal.message)),\
            "request_id":"\(requestID)"}
            """, status: refusal.status)
        if refusal.status == .tooManyRequests, refusal != .outOfCredit, let retryAfter {
            let (seconds, attoseconds) = retryAfter.components
            response.headers[.retryAfter] = String(seconds + (attoseconds > 0 ? 1 : 0))
        }
        return response
    }

    /// A gateway's own page, as nginx words it.
    static func gatewayPage(_ status: HTTPResponse.Status) -> Response {
        let title = "\(status.code) \(status.reasonPhrase)"
        return .text(
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

    /// An object store's word on an address whose time is over.
    static let expiredAddress = Response.text(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>

        """, type: "application/xml", status: .forbidden)

    /// An MP3.
    static func audio(_ bytes: ByteBuffer) -> Response {
        Response(
            status: .ok, headers: [.contentType: "audio/mpeg"],
            body: ResponseBody(byteBuffer: bytes))
    }

    /// A reply whose connection is closed when half of what `Content-Length` announces is sent.
    static func truncated(json text: String) -> Response {
        let whole = ByteBuffer(string: text)
        let body = ResponseBody(contentLength: whole.readableBytes) { writer in
            var whole = whole
            if let half = whole.readSlice(length: whole.readableBytes / 2) {
                try await writer.write(half)
            }
            // The server closes the connection of a reply that it cannot finish.
            throw UnfinishedReply()
        }
        return Response(status: .ok, headers: [.contentType: "application/json"], body: body)
    }

    private struct UnfinishedReply: Error {}

    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        .text(text, type: "application/json", status: status)
    }

    private static func text(
        _ text: String, type: String, status: HTTPResponse.Status
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
