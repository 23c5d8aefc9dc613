import Foundation
package import SystemPackage
import TestSupport

/// The tags as ffmpeg reads them.
package func metadata(of path: FilePath) throws -> String {
    try output(of: [
        "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-f", "ffmetadata", "-",
    ])
}

/// The values of some fields, as ffprobe reads them, a line each.
package func probed(_ fields: String, of path: FilePath, options: [String] = []) throws -> [String]
{
    let command = ["ffprobe", "-v", "error"] + options
    return try output(
        of: command + ["-show_entries", fields, "-of", "csv=p=0", "file:\(path)"]
    ).split(separator: "\n").map(String.init)
}

/// The cover as ffmpeg reads it.
package func picture(in path: FilePath) throws -> [UInt8] {
    try [UInt8](
        outputBytes(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-map", "0:v", "-c", "copy",
            "-f", "image2pipe", "-",
        ]))
}

/// The sound as ffmpeg decodes it, in one channel.
package func decoded(_ path: FilePath, rateHz: Int, options: [String] = []) throws -> [Int16] {
    let data = try outputBytes(
        of: ["ffmpeg", "-v", "error", "-nostdin"] + options + [
            "-i", "file:\(path)", "-map", "0:a", "-ac", "1", "-ar", "\(rateHz)", "-f", "s16le", "-",
        ])
    return data.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
}

/// A length as ffprobe writes it.
package func seconds(_ duration: Duration) -> String {
    let (seconds, rest) = duration.components
    let micro = String(rest / 1_000_000_000_000 + 1_000_000).dropFirst()
    return "\(seconds).\(micro)"
}
