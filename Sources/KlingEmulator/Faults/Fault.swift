/// A way in which a call goes wrong; the raw value is its name in a fault list.
public enum Fault: String, CaseIterable, Sendable {
    /// HTTP 500 before anything was done; not charged.
    case serverErrorBefore = "500-before"
    /// HTTP 500 although the call was done and charged.
    case serverErrorAfter = "500-after"
    /// The connection is closed without a byte of reply; charged.
    case dropAfter = "drop-after"
    /// The reply never comes and the connection stays open; charged.
    case noAnswer = "no-answer"
    /// A success reply that ends before its `Content-Length`; charged.
    case truncated
    /// A success reply with an empty audio address; charged.
    case noAddress = "no-address"
    /// A gateway's HTML page with HTTP 502, the service not reached; not charged.
    case badGateway = "html-502"
    /// A gateway's HTML page with HTTP 504, although the call was done and charged.
    case gatewayTimeout = "html-504"
    /// HTTP 200 with `{"code": 429}`; not charged.
    case code429 = "code-429"
    /// HTTP 429 with code 1302, too many requests in a time; not charged.
    case tooFast = "http-429-1302"
    /// HTTP 429 with code 1303, too many at once; not charged.
    case tooManyAtOnce = "http-429-1303"
    /// HTTP 429 with code 1102, the resource pack is spent; not charged. No retry cures it.
    case outOfCredit = "http-429-1102"
    /// The first download of the audio ends in the middle of a frame, the next ones are whole;
    /// charged.
    case cutAudio = "cut-audio"
    /// The first download of the audio is empty, the next ones are whole; charged.
    case emptyAudio = "empty-audio"
    /// Every download of the audio ends in the middle of a frame; charged. Only another paid call
    /// cures it.
    case badAudio = "bad-audio"
    /// The audio's address is expired from the start; charged. Only another paid call cures it.
    case expired

    /// Whether the call is done and stands on the bill.
    public var isCharged: Bool {
        switch self {
        case .serverErrorBefore, .badGateway, .code429, .tooFast, .tooManyAtOnce, .outOfCredit:
            false
        case .serverErrorAfter, .dropAfter, .noAnswer, .truncated, .noAddress, .gatewayTimeout,
            .cutAudio, .emptyAudio, .badAudio, .expired:
            true
        }
    }

    /// Whether another call or another download cures it without anybody's decision.
    public var heals: Bool { ![.outOfCredit, .badAudio, .expired].contains(self) }
}
