package import DurableFiles
import Foundation
package import SystemPackage

/// Measures how loud one sound is, or several are together.
///
/// ffmpeg gives each one's loudness by blocks of 400 ms, one every 100 ms; the gates go over the
/// blocks of all of them together, as if they were one programme. Source: ITU-R BS.1770-4, annex 1.
package struct LoudnessMeter: Sendable {
    let tool: Tool
    let folder: FilePath

    /// A meter whose measurements stand in files of a folder meanwhile.
    package init(tool: Tool, folder: FilePath) {
        self.tool = tool
        self.folder = folder
    }

    /// The integrated loudness of one sound in LUFS; nil where nothing passes the gates.
    ///
    /// The first three blocks begin before the sound does: in a programme they say little, in a word
    /// or two they would make it seem up to 2 dB too quiet. A sound that is shorter than a block
    /// counts for as long as it is.
    ///
    /// - Parameter input: ffmpeg's arguments that read it.
    func loudness(of input: [String]) async throws -> Double? {
        let powers = try await allPowers(of: input)
        if powers.count > 3 { return Self.integrated(Array(powers.dropFirst(3))) }
        return Self.integrated(powers.suffix(1).map { $0 * 4 / Float(powers.count) })
    }

    /// The power of an MP3's blocks that are not silent, relative to full scale.
    package func blockPowers(of path: FilePath) async throws -> [Float] {
        try await allPowers(
            of: ["-protocol_whitelist", "file", "-f", "mp3", "-i", "file:\(path)", "-map", "0:a:0"]
        ).filter { $0 > 0 }
    }

    private func allPowers(of input: [String]) async throws -> [Float] {
        let arguments =
            input + [
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
    package static func integrated(_ powers: [Float]) -> Double? {
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
            guard let loudness = Double(number) else { return nil }
            return loudness > -70 ? Float(power(ofLUFS: loudness)) : 0
        }
    }
}
