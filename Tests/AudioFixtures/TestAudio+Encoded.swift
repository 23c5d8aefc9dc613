import Foundation
package import SystemPackage
import TestSupport

extension TestAudio {
    /// A tone that changes all the time, as an MP3 that ffmpeg encodes.
    package static func tone(
        seconds: Double, number: Int, kilobits: Int = 64, rateHz: Int = 24_000, in folder: FilePath
    ) throws -> [UInt8] {
        let path = folder.appending("tone-\(number)-\(rateHz)-\(kilobits).mp3")
        let wave = "0.3*sin(2*PI*t*(150+20*\(number)+40*sin(5*t)))*(1+0.5*sin(9*t))"
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
            "aevalsrc='\(wave)':s=\(rateHz):d=\(seconds)", "-b:a", "\(kilobits)k", path.string,
        ])
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        return try contents(of: path)
    }

    /// A small picture of the kind an ending names.
    package static func picture(_ ending: String, in folder: FilePath) throws -> [UInt8] {
        let path = folder.appending("picture.\(ending)")
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc=size=60x90",
            "-frames:v", "1", path.string,
        ])
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        return try contents(of: path)
    }
}
