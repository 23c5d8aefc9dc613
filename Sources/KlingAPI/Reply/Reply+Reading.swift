package import Foundation
import NIOHTTP1

extension Reply {
    /// Reads a reply of these parts, whole and as it came.
    package init(
        status: Int, headers: [(String, String)] = [], body: Data, now: Date = Date()
    ) {
        var received = ReceivedReply(status: status, headers: HTTPHeaders(headers))
        received.bytes = body
        self.init(received, now: now)
    }

    /// Reads what came over the wire.
    init(_ received: ReceivedReply, now: Date = Date()) {
        self.init()
        httpStatus = received.status
        read(headers: { received.headers.first(name: $0) }, now: now)
        let (body, isTooLarge) = received.unpacked()
        bodyEnd = isTooLarge ? .tooLarge : received.end
        read(body: body)
        if let fault = received.fault, message == nil {
            message =
                "the reply broke off: \(ConnectionFault(fault, wasAsked: true).sentence)"
        }
    }

    /// Reads a body leniently: in the form of any service, or of none.
    mutating func read(body: Data) {
        guard let object = JSONValue.object(in: body) else {
            message = Self.plainText(body)
            return
        }
        isReadable = true
        read(object)
        if httpStatus == 429 || [429, 1302, 1303].contains(code) {
            statedLimit = message.flatMap { StatedLimit(in: $0) } ?? statedLimit
        }
    }

    /// Reads an object, and the reply that its message may wrap, which is judged by its own code.
    private mutating func read(_ object: [String: JSONValue], depth: Int = 0) {
        code = object["code"]?.wholeNumber
        let error = object["error"]?.onlyObject
        readFailure(object, error)
        requestID =
            object["request_id"]?.text ?? object["data"]?.onlyObject?["request_id"]?.text
            ?? error?["request_id"]?.text
        readAudio(object)
        let texts = [object["message"], object["msg"], error?["message"]].compactMap { $0 }
        let messages = texts + [object["error"]].compactMap { $0?.words }.map { .text($0) }
        message =
            messages.lazy.compactMap(\.words).first
            ?? object["data"]?.onlyObject?["task_status_msg"]?.words
        guard depth < 3, let wrapped = messages.lazy.compactMap(Self.wrapped).first else { return }
        var inner = Reply()
        inner.read(wrapped, depth: depth + 1)
        take(wrapped: inner)
    }

    /// The reply of another service that a message holds as an object or as a text.
    private static func wrapped(_ message: JSONValue) -> [String: JSONValue]? {
        let object = message.words.flatMap(JSONValue.object(within:)) ?? message.onlyObject
        return ["code", "message", "data", "msg"].contains { object?[$0] != nil } ? object : nil
    }

    /// What a gateway wrapped says more than the wrapping.
    private mutating func take(wrapped inner: Reply) {
        code = inner.code ?? code
        message = inner.message ?? message
        requestID = requestID ?? inner.requestID
        taskID = taskID ?? inner.taskID
        audioID = audioID ?? inner.audioID
        audioURL = audioURL ?? inner.audioURL
        durationMilliseconds = durationMilliseconds ?? inner.durationMilliseconds
        createdAt = createdAt ?? inner.createdAt
        unitDeduction = unitDeduction ?? inner.unitDeduction
        let names = [gatewayError, inner.gatewayError].compactMap { $0 }
        gatewayError = names.isEmpty ? nil : names.joined(separator: " ")
        saysFailure = saysFailure || inner.saysFailure
    }

    private mutating func readFailure(
        _ object: [String: JSONValue], _ error: [String: JSONValue]?
    ) {
        let codes = [error?["type"], error?["code"], object["code"]]
        let names = codes.compactMap { $0 }.filter { $0.wholeNumber == nil }.compactMap(\.words)
        gatewayError = names.isEmpty ? nil : names.joined(separator: " ")
        // A gateway's error object with the number 0 has no number; it is no success.
        if code == nil, let number = error?["code"]?.wholeNumber, number != 0 { code = number }
        var isFailed = error != nil || object["error"]?.words != nil || !names.isEmpty
        if case .flag(false) = object["success"] { isFailed = true }
        let status = object["data"]?.onlyObject?["task_status"]?.words
        saysFailure = isFailed || status?.lowercased() == "failed"
    }

    /// The beginning of a body that is no JSON.
    private static func plainText(_ body: Data) -> String? {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        return text.allSatisfy(\.isWhitespace) ? nil : text
    }
}
