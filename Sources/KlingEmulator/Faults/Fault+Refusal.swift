import HTTPTypes

extension Fault {
    /// What a call is refused with before any work; nil for a fault that comes in another form.
    func refusal(in form: any FormRules) -> Refusal? {
        switch self {
        case .serverErrorBefore: .serverError
        case .code429: .bare(status: .ok)
        case .tooFast: KlingError(code: 1302).map(Refusal.coded)
        case .tooManyAtOnce: KlingError(code: 1303).map(Refusal.coded)
        case .outOfCredit: KlingError(code: 1102).map(Refusal.coded)
        case .noRoute: form.wrongRoute(method: "POST", path: "/")
        case .escapeRefusal: .badParameter(Self.escapes)
        case .longMessage: .badParameter(String(repeating: "no, ", count: 225_000))
        default: gatewayRefusal ?? klingError.map(form.refusal(for:))
        }
    }

    /// What a terminal should never be shown.
    static let escapes = "\u{1B}[2J\u{1B}[31m\u{07}all is well\r\u{202E}dlrow"

    private var gatewayRefusal: Refusal? {
        switch self {
        case .getChannelFailed:
            .named("get_channel_failed", status: .internalServerError, "no channel is available")
        case .getPriceScaleFailed:
            .named("get_price_scale_failed", status: .internalServerError, "no price is set")
        case .getUserQuotaFailed:
            .named("get_user_quota_failed", status: .internalServerError, "the database is busy")
        case .modelMappingFailed:
            .named("model_mapping_failed", status: .badRequest, "the model is not mapped")
        case .invalidAPIPlatform:
            .named("invalid_api_platform", status: .badRequest, "invalid api platform: kling")
        case .doRequestFailed:
            .named("do_request_failed", status: .internalServerError, "read: connection reset")
        case .quotaNotEnough:
            .named("quota_not_enough", status: .forbidden, "user quota is not enough")
        case .addressNotAllowed: .newAPI(.forbidden, "您的 IP 不在令牌允许访问的列表中")
        case .nested1301: KlingError(code: 1301).map(Refusal.nested)
        case .nested1302: KlingError(code: 1302).map(Refusal.nested)
        case .nested500x: KlingError(code: 5000).map(Refusal.nested)
        case .ttsFailed1201: .named("tts_failed", status: .badRequest, "Voice id not found")
        case .saturated: .saturated
        default: nil
        }
    }

    /// The error that the fault's name tells.
    private var klingError: KlingError? {
        let prefix = "kling-"
        guard rawValue.hasPrefix(prefix) else { return nil }
        return Int(rawValue.dropFirst(prefix.count)).flatMap(KlingError.init(code:))
    }
}
