import HTTPTypes
import Hummingbird
import NIOCore

/// Answers who looks: the gate first, then the pages.
struct PageResponder: HTTPResponder {
    let gate: PageGate
    let feed: LedgerFeed
    let drawing: PageDrawing
    /// The ledger's.
    let path: String
    let streams = StreamCount()

    /// What a request comes with: its connection, which knows the port.
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            channel = source.channel
        }
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        let asked = PageGate.Asked(request, port: context.channel.localAddress?.port ?? 0)
        switch gate.verdict(on: asked) {
        case .admitted:
            return await reply(to: request).response
        case .swapped(let path, let cookie):
            var reply = PageReply.words("Go on to \(path).", .seeOther)
            reply.fields[.location] = path
            reply.fields[.setCookie] = cookie
            return reply.response
        case .unknown:
            return PageReply.words(
                "Nobody is let in without the address that kling-batch printed, with its key. "
                    + "Who came by a link from elsewhere reloads the page.", .forbidden
            ).response
        case .misdirected:
            return PageReply.words("This is no page for others.", .misdirectedRequest).response
        case .notLooking:
            var reply = PageReply.words("There is only something to look at.", .methodNotAllowed)
            reply.fields[.allow] = "GET"
            return reply.response
        }
    }

    private func reply(to request: Request) async -> PageReply {
        guard let address = ServedAddress(path: request.uri.path) else { return .nothingHere }
        let after = request.uri.queryParameters["after"].flatMap { Int($0) }
        switch address {
        case .page(let subject):
            return .page(
                drawing.page(await feed.told(of: subject)), policy: LivePageStore.policy)
        case .state(let subject):
            return .state(await feed.told(of: subject), after: after)
        case .events(let subject):
            // What a browser heard last counts more than what its page began with.
            let heard = request.headers[.lastEventID].flatMap { Int($0) } ?? after
            return streams.take().map {
                .events(of: subject, in: feed, after: heard, $0)
            } ?? PageReply.words("", .noContent)
        case .metrics:
            return PageReply(await feed.told(of: .metrics).look.text, type: MetricsText.type)
        case .audio(let batch, let job):
            return await .audio(
                ofJob: job, batch: batch, ledgerPath: path, range: request.headers[.range])
                ?? .nothingHere
        }
    }
}

extension PageGate.Asked {
    fileprivate init(_ request: Request, port: Int) {
        self.init(port: port)
        method = request.method.rawValue
        host = request.head.authority
        target = request.uri.string
        cookies = request.headers[.cookie]
        authorization = request.headers[.authorization]
        fetchSite = request.headers[.fetchSite]
    }
}
