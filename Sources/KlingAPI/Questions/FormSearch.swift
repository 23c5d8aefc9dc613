/// Which forms to ask a service for, and what the answers make of it.
///
/// A value without clock and connection: ask ``next``, give the answer to ``take(_:)``, until there is
/// no question left.
package struct FormSearch: Sendable, Equatable {
    /// What is known of the form.
    package enum Verdict: Sendable, Equatable {
        /// The service speaks this form.
        case form(ServiceForm)
        /// None of the routes is there.
        case noRoute
        /// The token was refused, so nothing was found out.
        case tokenRefused
        /// The account has no credit, so nothing was found out.
        case credit
        /// The service answers otherwise than is known, and the page's form stands; the sentence
        /// says how it answered.
        case notKnown(String)
        /// The service was not reached.
        case unreachable(String)
    }

    private var waiting: [ServiceForm]
    private var found: Verdict?

    /// A search at a base address.
    ///
    /// Kling's own hosts are asked for Kling's form alone, an address that names a form for that one;
    /// any other may speak each of the three.
    package init(baseURL: BaseURL) {
        if let stated = baseURL.statedForm {
            waiting = [.named(stated)]
        } else if baseURL.host == "klingai.com" || baseURL.host.hasSuffix(".klingai.com") {
            waiting = [.kling]
        } else {
            waiting = [.page, .gateway, .kling]
        }
    }

    /// A search among some forms, in this order.
    package init(among forms: [ServiceForm]) {
        waiting = forms
    }

    /// The next question; nil once there is a verdict.
    package var next: FreeQuestion? {
        found == nil ? waiting.first.map { .route($0) } : nil
    }

    /// What is known; ``Verdict/noRoute`` where every form was asked for in vain.
    package var verdict: Verdict { found ?? .noRoute }

    /// Takes the answer to ``next`` in.
    package mutating func take(_ answer: FreeAnswer) {
        guard let form = waiting.first else { return }
        waiting.removeFirst()
        switch answer.meaning {
        case .routeExists: found = .form(form)
        case .noRoute: break
        case .tokenRefused: found = .tokenRefused
        case .credit: found = .credit
        case .unreachable(let sentence): found = .unreachable(sentence)
        case .notKnown(let sentence): found = .notKnown(sentence)
        case .tooLong, .lengthAccepted, .usage: found = .notKnown(answer.reply.answerWords)
        }
    }
}
