import Foundation
import SpeechTasks

/// A question that is answered without making, and charging for, anything.
///
/// Each lacks a field that a call must have, so that it is refused before anything is made. That
/// such refusals are free holds in the public code of the gateways; a service that answers with a
/// success all the same is asked no more, see ``FreeAnswer/mayHaveCharged``.
package enum FreeQuestion: Sendable, Hashable {
    /// Without text and voice: is there such a route, and is the token good?
    case route(ServiceForm)
    /// With a text and without a voice: is a text of this length allowed?
    case length(ServiceForm, TextSample)
    /// What has the token left? Only the gateway can be asked.
    case usage

    /// The form that is asked in; nil where none matters.
    package var form: ServiceForm? {
        switch self {
        case .route(let form), .length(let form, _): form
        case .usage: nil
        }
    }

    /// The body of the request; nil where none is sent.
    func requestBody() throws -> Data? {
        switch self {
        case .route: return try RequestFields().encoded()
        case .length(_, let sample):
            var fields = RequestFields()
            fields.text = sample.text
            return try fields.encoded()
        case .usage: return nil
        }
    }
}

extension FreeQuestion: CustomStringConvertible {
    /// The question for people and ledgers: `route page`, `length gateway 1000 characters of 3 bytes`.
    package var description: String {
        switch self {
        case .route(let form): "route \(form.name.rawValue)"
        case .length(let form, let sample): "length \(form.name.rawValue) \(sample)"
        case .usage: "usage"
        }
    }
}
