import AudioFiles
import Foundation
import SpeechTasks
import SystemPackage

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
