import DurableFiles
import Foundation
import SystemPackage

/// Measures how loud a whole book is.
///
/// ffmpeg gives each track's loudness by blocks of 400 ms, one every 100 ms; the gates go over the
/// blocks of all tracks together, as if they were one programme. Source: ITU-R BS.1770-4, annex 1.
struct LoudnessMeter: Sendable {
    let tool: Tool
    let folder: FilePath

    /// The power of a track's blocks that are not silent, relative to full scale.
    func blockPowers(of track: MeasuredTrack) async throws -> [Float] {
        let arguments = [
            "-protocol_whitelist", "file", "-f", "mp3", "-i", "file:\(track.path)", "-map", "0:a:0",
            "-threads", "1", "-af",
            "aformat=channel_layouts=mono,ebur128=metadata=1:framelog=verbose,"
                + "ametadata=print:key=lavfi.r128.M:file=-",
            "-f", "null", "-",
        ]
        return try await tool.run(arguments, in: folder) { path in
            let file = try OpenFile(path)
            var text: [UInt8] = []
            try file.forEachPiece(of: 0..<(try file.byteCount())) { text += $0 }
            return Self.powers(in: text)
        }
    }

    /// The integrated loudness of blocks in LUFS; nil where nothing passes the gates.
    static func integrated(_ powers: [Float]) -> Double? {
        guard let ungated = mean(powers, above: power(ofLUFS: -70)) else { return nil }
        return mean(powers, above: ungated / 10).map { -0.691 + 10 * log10($0) }
    }

    private static func mean(_ powers: [Float], above gate: Double) -> Double? {
        var (sum, count) = (0.0, 0)
        for power in powers where Double(power) > gate {
            sum += Double(power)
            count += 1
        }
        return count == 0 ? nil : sum / Double(count)
    }

    private static func power(ofLUFS loudness: Double) -> Double {
        pow(10, (loudness + 0.691) / 10)
    }

    private static func powers(in text: [UInt8]) -> [Float] {
        let mark = Array("lavfi.r128.M=".utf8)
        return text.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.starts(with: mark) else { return nil }
            let number = String(decoding: line.dropFirst(mark.count), as: UTF8.self)
            // The relative gate is within 10 dB of the mean, so what is silent never counts.
            guard let loudness = Double(number), loudness > -70 else { return nil }
            return Float(power(ofLUFS: loudness))
        }
    }
}
