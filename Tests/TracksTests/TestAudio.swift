import Audiobooks
import Clips
import Crypto
import DurableFiles
import Foundation
import MP3
import SpeechTasks
import SystemPackage
import Tracks
import VoiceTracks

/// MP3s of the tests' own making: valid frames of silence.
enum TestAudio {
    /// MPEG 2, 24 kHz, mono, 32 kbit/s: 96 bytes and 24 ms.
    static let frame: [UInt8] = [0xFF, 0xF3, 0x44, 0xC4] + [UInt8](repeating: 0, count: 92)
    /// MPEG 1, 44.1 kHz, stereo, 32 kbit/s: 104 bytes.
    static let stereoFrame: [UInt8] = [0xFF, 0xFB, 0x10, 0x00] + [UInt8](repeating: 0, count: 100)

    /// So many frames of 24 ms.
    static func silence(frames: Int) -> [UInt8] {
        [UInt8](Array(repeating: frame, count: frames).joined())
    }

    /// Frames whose bytes differ by a seed; they still parse, and nobody listens to them.
    static func noise(frames: Int, seed: UInt8) -> [UInt8] {
        var bytes = silence(frames: frames)
        for index in bytes.indices where index % 96 >= 13 {
            bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ Int(seed)) & 0x7F
        }
        return bytes
    }

    static func duration(frames: Int) -> Duration { .milliseconds(24 * frames) }

    /// An empty ID3v2.4 tag of so many bytes in all.
    static func id3v2(byteCount: Int, hasFooter: Bool = false) -> [UInt8] {
        let size = byteCount - (hasFooter ? 20 : 10)
        let length = [21, 14, 7, 0].map { UInt8(size >> $0 & 0x7F) }
        let header = Array("ID3".utf8) + [4, 0, hasFooter ? 0x10 : 0] + length
        let footer = Array("3DI".utf8) + [4, 0, 0x10] + length
        return header + [UInt8](repeating: 0, count: size) + (hasFooter ? footer : [])
    }

    static var id3v1: [UInt8] { Array("TAG".utf8) + [UInt8](repeating: 0x41, count: 125) }

    /// An APEv2 tag with a header, one item's worth of bytes and a footer.
    static var ape: [UInt8] {
        func edge(_ isHeader: Bool) -> [UInt8] {
            Array("APETAGEX".utf8) + [0xD0, 7, 0, 0] + [52, 0, 0, 0, 1, 0, 0, 0]
                + [0, 0, 0, isHeader ? 0xA0 : 0x80] + [UInt8](repeating: 0, count: 8)
        }
        return edge(true) + [UInt8](repeating: 0x42, count: 20) + edge(false)
    }

    static func hash(_ number: Int) -> TaskHash {
        SpeechTask(service: .emulator, text: "\(number)", voiceID: "reader_en_m-v1").hash
    }
}

extension ClipStore {
    /// Stores a test's clip.
    func add(_ audio: [UInt8], _ number: Int) throws -> ClipInTrack {
        let hash = TestAudio.hash(number)
        let clip = try store(audio, as: hash, announced: nil)
        return ClipInTrack(hash: hash, sha256: clip.sha256)
    }
}

func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

extension TestAudio {
    /// A tone that changes all the time, as an MP3 that ffmpeg encodes.
    static func tone(
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
    static func picture(_ ending: String, in folder: FilePath) throws -> [UInt8] {
        let path = folder.appending("picture.\(ending)")
        _ = try output(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc=size=60x90",
            "-frames:v", "1", path.string,
        ])
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        return try contents(of: path)
    }
}

/// What a program prints, with what it reads from this process closed.
func output(of command: [String]) throws -> String {
    try String(decoding: outputBytes(of: command), as: UTF8.self)
}

func outputBytes(of command: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
}

/// The tags as ffmpeg reads them.
func metadata(of path: FilePath) throws -> String {
    try output(of: [
        "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-f", "ffmetadata", "-",
    ])
}

/// The values of some fields, as ffprobe reads them, a line each.
func probed(_ fields: String, of path: FilePath, options: [String] = []) throws -> [String] {
    let command = ["ffprobe", "-v", "error"] + options
    return try output(
        of: command + ["-show_entries", fields, "-of", "csv=p=0", "file:\(path)"]
    ).split(separator: "\n").map(String.init)
}

/// The cover as ffmpeg reads it.
func picture(in path: FilePath) throws -> [UInt8] {
    try [UInt8](
        outputBytes(of: [
            "ffmpeg", "-v", "error", "-nostdin", "-i", "file:\(path)", "-map", "0:v", "-c", "copy",
            "-f", "image2pipe", "-",
        ]))
}

/// The sound as ffmpeg decodes it, in one channel.
func decoded(_ path: FilePath, rateHz: Int, options: [String] = []) throws -> [Int16] {
    let data = try outputBytes(
        of: ["ffmpeg", "-v", "error", "-nostdin"] + options + [
            "-i", "file:\(path)", "-map", "0:a", "-ac", "1", "-ar", "\(rateHz)", "-f", "s16le", "-",
        ])
    return data.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
}

/// A length as ffprobe writes it.
func seconds(_ duration: Duration) -> String {
    let (seconds, rest) = duration.components
    let micro = String(rest / 1_000_000_000_000 + 1_000_000).dropFirst()
    return "\(seconds).\(micro)"
}

/// The real files beside the project.
enum TestData {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KLING_TEST_DATA"] {
            return URL(fileURLWithPath: path)
        }
        return URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("../shared/data").standardizedFileURL
    }()

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("audio").path)
    }

    static func audio(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appendingPathComponent("audio/\(name)")))
    }

    static var audioNames: [String] {
        let folder = folder.appendingPathComponent("audio").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".mp3") }.sorted()
    }
}

/// Whether a program is on the search path.
func isInstalled(_ tool: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains { folder in
        FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)")
    }
}

/// A folder that is gone after the body.
func withTemporaryFolder<Value>(
    named name: String = "audio", _ body: (FilePath) async throws -> Value
) async throws -> Value {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent(
        "kling-batch-tests-\(UUID().uuidString)")
    let folder = parent.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    return try await body(FilePath(folder.path))
}

/// The files below a folder by their names relative to it, sorted; folders are left out.
func files(below folder: FilePath) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.string)?.allObjects ?? []
    return names.compactMap { $0 as? String }.filter { name in
        let url = URL(fileURLWithPath: folder.appending(name).string)
        return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) != true
    }.sorted()
}

func contents(of path: FilePath) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path.string)))
}

func write(_ bytes: [UInt8], to path: FilePath) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path.string))
}
