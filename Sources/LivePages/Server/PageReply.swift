import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What answers a request: every answer has the headers that keep a page to itself.
struct PageReply {
    var status: HTTPResponse.Status
    var fields: HTTPFields = [:]
    var body: ResponseBody

    /// A text of a type.
    init(_ text: String, type: String, status: HTTPResponse.Status = .ok) {
        self.status = status
        fields[.contentType] = type
        body = ResponseBody(byteBuffer: ByteBuffer(string: text))
    }

    /// A body that is written as it comes.
    init(type: String, _ body: ResponseBody) {
        status = .ok
        fields[.contentType] = type
        self.body = body
    }

    /// A page that may do what its policy says.
    static func page(_ html: String, policy: String) -> PageReply {
        var reply = PageReply(html, type: "text/html; charset=utf-8")
        reply.fields[.contentSecurityPolicy] = policy
        return reply
    }

    /// A few words for a person.
    static func words(_ words: String, _ status: HTTPResponse.Status) -> PageReply {
        PageReply(words + "\n", type: "text/plain; charset=utf-8", status: status)
    }

    static let nothingHere = words("There is nothing here.", .notFound)

    /// For the server to send.
    var response: Response {
        var fields = fields
        if fields[.contentSecurityPolicy] == nil {
            fields[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        fields[.xContentTypeOptions] = "nosniff"
        fields[.referrerPolicy] = "no-referrer"
        fields[.crossOriginResourcePolicy] = "same-origin"
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        return Response(status: status, headers: fields, body: body)
    }
}

extension HTTPField.Name {
    static let referrerPolicy = named("Referrer-Policy")
    static let fetchSite = named("Sec-Fetch-Site")

    /// A name of letters and dashes, which is always one.
    static func named(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .contentType
    }
}
