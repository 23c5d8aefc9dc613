import DurableFiles
import HTTPTypes
import Hummingbird
import Ledger
import Ledgers
import SystemPackage

extension PageReply {
    /// The track of a job, or the part of it that is asked for; nil where the ledger has no such track of
    /// the batch, or its file is not there.
    ///
    /// - Parameters:
    ///   - path: the ledger's.
    ///   - range: the header `Range`.
    static func audio(ofJob job: Int64, batch: Int64, ledgerPath path: String, range: String?)
        async -> PageReply?
    {
        let file = try? await DiskThreads.run { () throws -> AudioFile? in
            guard let reader = try LedgerReader(in: path),
                let track = try reader.track(ofJob: job, batch: batch)
            else { return nil }
            return try AudioFile(track.file, in: FilePath(track.folder))
        }
        return file.flatMap { $0 }.map { audio($0, range: range) }
    }

    private static func audio(_ file: AudioFile, range: String?) -> PageReply {
        switch ByteRange(range, byteCount: file.byteCount) {
        case .whole:
            var reply = PageReply(type: file.type, file.body(0..<file.byteCount))
            reply.fields[.acceptRanges] = "bytes"
            return reply
        case .part(let part):
            var reply = PageReply(type: file.type, file.body(part))
            reply.status = .partialContent
            reply.fields[.acceptRanges] = "bytes"
            reply.fields[.contentRange] =
                "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(file.byteCount)"
            return reply
        case .outside:
            var reply = PageReply.words("The file ends before.", .rangeNotSatisfiable)
            reply.fields[.contentRange] = "bytes */\(file.byteCount)"
            return reply
        }
    }
}
