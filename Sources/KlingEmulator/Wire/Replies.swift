import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An object store's word on an address whose time is over.
    static let expiredAddress = Reply(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>

        """, type: "application/xml", status: .forbidden
    ).response

    /// An MP3.
    static func audio(_ bytes: ByteBuffer) -> Response {
        Response(
            status: .ok, headers: [.contentType: "audio/mpeg"],
            body: ResponseBody(byteBuffer: bytes))
    }

    /// A reply whose connection is closed when half of what `Content-Length` announces is sent.
    static func truncated(_ reply: Reply) -> Response {
        let whole = reply.body
        let body = ResponseBody(contentLength: whole.readableBytes) { writer in
            var whole = whole
            if let half = whole.readSlice(length: whole.readableBytes / 2) {
                try await writer.write(half)
            }
            // The server closes the connection of a reply that it cannot finish.
            throw UnfinishedReply()
        }
        return Response(status: reply.status, headers: reply.headers, body: body)
    }

    private struct UnfinishedReply: Error {}
}
