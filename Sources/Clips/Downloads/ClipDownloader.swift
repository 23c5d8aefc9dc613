package import AsyncHTTPClient
import DurableFiles
import Foundation
import HTTPSupport
package import Logging
import MP3
import NIOCore
import NIOHTTP1
package import SpeechTasks

/// Fetches audio and stores it as clips.
///
/// No token is ever sent. Redirects are followed here, at most five, each to an address that
/// could have been the first one.
package struct ClipDownloader: Sendable {
    private let client: HTTPClient
    private let store: ClipStore
    private let allowsPlainHTTP: Bool
    private let limits: DownloadLimits
    private let logger: Logger

    private static let redirectLimit = 5
    /// A longer body goes to the disk in pieces of this length; a spoken minute is about as long.
    private static let pieceByteCount = 256 * 1024
    /// What is read of a reply nobody needs, so that its connection can be used again.
    private static let drainByteCount = 16 * 1024

    /// A downloader into a store that is prepared.
    ///
    /// - Parameters:
    ///   - client: made with ``clientConfiguration(width:idle:)``; it must not follow redirects.
    ///   - allowsPlainHTTP: whether the API itself is http on this machine.
    package init(
        client: HTTPClient, store: ClipStore, allowsPlainHTTP: Bool,
        limits: DownloadLimits = DownloadLimits(), logger: Logger
    ) {
        self.client = client
        self.store = store
        self.allowsPlainHTTP = allowsPlainHTTP
        self.limits = limits
        self.logger = logger
    }

    /// What the HTTP client needs for downloads.
    ///
    /// No redirects, and idle connections dropped after 10 s, before most servers do it.
    ///
    /// - Parameters:
    ///   - width: how many downloads there are at once; the client's own limit is 8 a host.
    ///   - idle: how long a reply may stand still, in its head or its body.
    package static func clientConfiguration(
        width: Int, idle: Duration = .seconds(30)
    ) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        configuration.timeout.read = TimeAmount(idle)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = width
        configuration.connectionPool.idleTimeout = .seconds(10)
        configuration.guardReplies()
        return configuration
    }

    /// How often audio is fetched that may have lost its end.
    private static let shortTries = 3

    /// Fetches a clip and stores it.
    ///
    /// Whole audio of another length than announced is stored, and says so. Only where the reply does
    /// not tell its number of bytes, so that an end lost between two frames would not show, is audio
    /// that is too short for a believable announcement fetched again, three times in all. Any other
    /// trying again is up to the caller.
    ///
    /// - Parameter announced: the length the service announced; nil where it did not.
    package func download(
        from url: String, hash: TaskHash, announced: Duration?
    ) async -> DownloadOutcome {
        do {
            for _ in 1..<Self.shortTries {
                do {
                    return .stored(
                        try await fetch(
                            from: url, hash: hash, announced: announced, least: announced))
                } catch is UnexpectedLength {
                    logger.debug("audio too short, fetched again", metadata: ["task": "\(hash)"])
                }
            }
            return .stored(
                try await fetch(from: url, hash: hash, announced: announced, least: nil))
        } catch {
            let outcome = DownloadOutcome(error)
            logger.debug(
                "clip not stored", metadata: ["task": "\(hash)", "reason": "\(outcome)"])
            return outcome
        }
    }

    /// Fetches a clip once and stores it.
    ///
    /// - Parameter least: how long it has to be where nothing else tells whether all of it came.
    private func fetch(
        from url: String, hash: TaskHash, announced: Duration?, least: Duration?
    ) async throws -> StoredClip {
        let deadline = NIODeadline.now() + TimeAmount(limits.total)
        let response = try await reply(from: url, by: deadline)
        let download = Download(
            hash: hash, announced: announced, least: least.flatMap { Self.believable($0) })
        let clip = try await receive(response, by: deadline, download)
        logger.debug("clip stored", metadata: ["task": "\(hash)"])
        return clip
    }

    /// What is fetched, and what is known of it.
    private struct Download {
        let hash: TaskHash
        let announced: Duration?
        var least: Duration?
    }

    /// An announcement that can be true of speech; nil for any other.
    ///
    /// The longest text, 10,000 characters, takes less than three hours at half the speed. Less than a
    /// quarter of a second is no speech, but seconds told as milliseconds, say.
    private static func believable(_ announced: Duration) -> Duration? {
        (.milliseconds(250)...(.seconds(3 * 3600))).contains(announced) ? announced : nil
    }

    /// The reply with the audio, at the end of all redirects.
    private func reply(
        from url: String, by deadline: NIODeadline
    ) async throws -> HTTPClientResponse {
        var address = try AudioAddress(url, allowsPlainHTTP: allowsPlainHTTP)
        for _ in 0...Self.redirectLimit {
            var request = HTTPClientRequest(url: address.url.absoluteString)
            request.headers.add(name: "accept", value: "audio/mpeg, */*;q=0.5")
            let response = try await client.execute(request, deadline: deadline)
            guard response.history.count <= 1 else {
                throw ClipError.notFetched("the HTTP client followed a redirect by itself")
            }
            switch response.status.code {
            case 200:
                return response
            case 301, 302, 303, 307, 308:
                address = try address.redirected(to: response.headers.first(name: "location"))
                await drain(response)
            case 403, 404, 410:
                await drain(response)
                throw ClipError.expired(status: Int(response.status.code))
            default:
                await drain(response)
                throw ClipError.notFetched("HTTP \(response.status)")
            }
        }
        throw ClipError.notFetched("more than \(Self.redirectLimit) redirects")
    }

    private func drain(_ response: HTTPClientResponse) async {
        _ = try? await response.body.collect(upTo: Self.drainByteCount)
    }

    private func receive(
        _ response: HTTPClientResponse, by deadline: NIODeadline, _ download: Download
    ) async throws -> StoredClip {
        var download = download
        let length = response.headers.first(name: "content-length")
            .flatMap { UInt($0) }.map { Int(clamping: $0) }
        guard length ?? 0 <= limits.byteCount else { throw tooLarge }
        // Where the number of bytes is known, that all of them came shows that nothing is missing.
        if length != nil { download.least = nil }
        var piece: [UInt8] = []
        piece.reserveCapacity(min(length ?? 0, Self.pieceByteCount))
        var part: PartFile?
        var count = 0
        do {
            for try await chunk in response.body {
                // The client's own deadline is over once the head is there.
                guard NIODeadline.now() < deadline else {
                    throw ClipError.notFetched("it took longer than \(limits.total)")
                }
                count += chunk.readableBytes
                guard count <= limits.byteCount else { throw tooLarge }
                piece.append(contentsOf: chunk.readableBytesView)
                guard piece.count >= Self.pieceByteCount else { continue }
                if part == nil { part = try await makePart(for: download.hash) }
                part = try await append(piece, to: part)
                piece.removeAll(keepingCapacity: true)
            }
            guard count == length ?? count else {
                throw ClipError.notFetched("\(count) bytes came of \(length ?? 0)")
            }
            part = try await append(piece, to: part)
            return try await finish(part, rest: piece, of: download)
        } catch {
            if let part { await DiskThreads.run { part.discard() } }
            throw error
        }
    }

    private var tooLarge: ClipError { .tooLarge(limitByteCount: limits.byteCount) }

    private func makePart(for hash: TaskHash) async throws -> PartFile {
        try await DiskThreads.run { [store] in
            try store.part(for: hash)
        }
    }

    /// Does nothing where there is no file, because the whole body is one piece.
    private func append(_ piece: [UInt8], to part: PartFile?) async throws -> PartFile? {
        guard let part else { return nil }
        return try await DiskThreads.run {
            var part = part
            try part.append(piece)
            return part
        }
    }

    /// Stores what came: a file in pieces, or without one the whole body, which is in the rest.
    private func finish(
        _ part: PartFile?, rest bytes: [UInt8], of download: Download
    ) async throws -> StoredClip {
        try await DiskThreads.run { [store] in
            let (hash, announced, least) = (download.hash, download.announced, download.least)
            guard let part else {
                return try store.store(bytes, as: hash, announced: announced, least: least)
            }
            return try store.store(part, as: hash, announced: announced, least: least)
        }
    }
}
