import Foundation
import HTTPTypes
import Hummingbird

/// The addresses at which a service tells what it charged, answered from the emulator's own bill.
struct BillEndpoint: Sendable {
    let settings: EmulatorSettings
    let bill: Bill?

    /// The reply to a request for the bill; nil if it is for something else.
    func respond(to request: Request) async throws -> Reply? {
        switch (request.method, request.uri.path) {
        case (.get, "/api/log/token") where settings.servesGatewayLog:
            return GatewayBill(settings: settings, entries: try entries()).log(request.uri.query)
        case (.get, "/api/usage/token/"), (.get, "/api/usage/token"):
            guard settings.servesGatewayLog else { return nil }
            return try guarded(request) {
                GatewayBill(settings: settings, entries: try entries()).usage()
            }
        case (.get, "/account/costs") where settings.form == .kling:
            return try guarded(request) {
                KlingBill(settings: settings, entries: try entries()).costs()
            }
        case (.post, "/account/billing/package"), (.post, "/account/billing/balance"):
            guard settings.form == .kling else { return nil }
            let body = try await request.body.collect(upTo: 1 << 16)
            return try guarded(request) {
                let isListed = request.uri.path.hasSuffix(settings.klingBill.rawValue)
                return KlingBill(settings: settings, entries: isListed ? try entries() : [])
                    .deductions(Data(body.readableBytesView))
            }
        default: return nil
        }
    }

    private func entries() throws -> [BillEntry] { try bill?.entries() ?? [] }

    /// The reply, or the form's refusal of a wrong token.
    private func guarded(_ request: Request, _ reply: () throws -> Reply) throws -> Reply {
        do {
            _ = try CallerCheck(settings: settings).token(of: request, at: .now)
            return try reply()
        } catch let refusal as Refusal {
            let names = settings.form.rules.names(number: .random(in: .min ... .max))
            return Reply(refusal, names: names)
        }
    }
}
