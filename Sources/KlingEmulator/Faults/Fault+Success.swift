import HTTPTypes
import NIOCore

extension Fault {
    /// The names under which a success comes.
    ///
    /// - Parameter token: what the call was let in with.
    func spoilt(_ names: CallNames, token: String) -> CallNames {
        var names = names
        switch self {
        case .sameRequestID:
            names.billed = "req_the_same"
            names.inBody = "req_the_same"
            names.taskID = names.taskID.map { _ in "1" }
        case .echoToken:
            names.billed += "-\(token)"
            names.inBody += "-\(token)"
        default: break
        }
        return names
    }

    /// What else the fault changes in a success before it becomes a form's reply.
    func spoil(_ success: inout Success, token: String) {
        switch self {
        case .noAddress: success.audioURL = ""
        case .escapeMessage: success.message = Self.escapes
        case .echoToken:
            success.message = "success for \(token)"
            success.audioID += "-\(token)"
            success.audioURL += "?token=\(token)"
        default: break
        }
    }

    /// The body of a success, its members elsewhere than they belong.
    func body(of success: Success, in form: any FormRules) -> JSONValue {
        let body = form.success(success)
        let url = JSONValue.string(success.audioURL)
        switch self {
        case .dataList: return body.replacingData { [$0] }
        case .dataNull, .codeZeroNoAudio429: return body.replacingData { _ in nil }
        case .dataNumber: return body.replacingData { _ in 7 }
        case .dataAudio:
            return body.replacingData { _ in
                ["audio": url, "duration": success.announced.milliseconds]
            }
        case .urlMP3:
            return body.replacingData { _ in
                ["url_mp3": url, "duration": success.announced.milliseconds]
            }
        case .outputsMP3:
            return body.replacingData { _ in nil }.adding(["outputs": [["mp3_url": url]]])
        case .audioElsewhere:
            return .object(
                body.members.flatMap { $0.name == "data" ? $0.value.members : [$0] })
        case .otherForm:
            return ["status": "ok", "result": ["id": .string(success.audioID), "file": url]]
        case .huge:
            let padding: JSONValue = ["padding": .string(String(repeating: "x", count: 9 << 20))]
            return .object(padding.members + body.members)
        default: return body
        }
    }

    /// The reply of a success, with what its status and its encoding have of their own.
    func reply(to success: Success, in form: any FormRules) -> Reply {
        var reply = Reply.json(body(of: success, in: form))
        switch self {
        case .status199: reply.status = .init(code: 199, reasonPhrase: "Odd")
        case .status201: reply.status = .created
        case .status202: reply.status = .accepted
        case .status206: reply.status = .partialContent
        case .codeZero400: reply.status = .badRequest
        case .codeZero429, .codeZeroNoAudio429: reply.status = .tooManyRequests
        case .html200: reply = .gatewayPage(.ok)
        case .empty200: reply.body = ByteBuffer()
        case .gzip:
            reply.headers[.contentEncoding] = "gzip"
            reply.body = Gzip.file(of: reply.body)
        case .gzipBroken:
            reply.headers[.contentEncoding] = "gzip"
            reply.body = Gzip.broken
        default: break
        }
        return reply
    }
}

extension JSONValue {
    /// An object with another value in its member `data`.
    fileprivate func replacingData(_ change: (JSONValue) -> JSONValue) -> JSONValue {
        .object(
            members.map { member in
                member.name == "data" ? Member(name: "data", value: change(member.value)) : member
            })
    }
}
