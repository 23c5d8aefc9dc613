/// How the emulated service speaks.
package enum EmulatorForm: String, CaseIterable, Sendable {
    /// As the vendor's page describes it.
    case page
    /// As the gateway's public source speaks: Kling's replies passed through, refusals of its own.
    case gateway
    /// As Kling's own API speaks.
    case kling

    /// Where the form takes calls.
    package var path: String {
        switch self {
        case .page: "/kling/v1/tts"
        case .gateway: "/kling/v1/audio/tts"
        case .kling: "/v1/audio/tts"
        }
    }

    /// The longest text that the form takes by itself.
    var textLimit: TextLimit {
        switch self {
        case .page: TextLimit(characters: 10_000)
        case .gateway: TextLimit(bytes: 1_000)
        case .kling: TextLimit(characters: 1_000)
        }
    }

    /// How the form words a limit's refusal where nothing else is set.
    var limitForm: LimitForm {
        switch self {
        case .page: .bare
        case .gateway: .gateway
        case .kling: .codes
        }
    }

    var rules: any FormRules {
        switch self {
        case .page: PageForm()
        case .gateway: GatewayForm()
        case .kling: KlingForm()
        }
    }
}
