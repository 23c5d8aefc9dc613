import ChildProcesses
import Foundation
import Subprocess
import SystemPackage

/// Subtitles of other forms, which ffmpeg turns into SubRip.
struct SubtitleConverter {
    /// What ffmpeg calls the form.
    private let demuxer: String
    private let format: SubtitleFormat

    /// The way for a format; nil for those that are read without one.
    init?(_ format: SubtitleFormat) {
        switch format {
        case .microdvd, .scc, .stl: demuxer = format.rawValue
        default: return nil
        }
        self.format = format
    }

    /// What a text holds; its path is for messages.
    ///
    /// The text is handed over in UTF-8. No line of what comes back is one of the file, so that all
    /// places are its first line.
    func read(_ text: String, path: String) async throws -> SubtitleFile {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kling-batch-subtitles-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var file = SubtitleFile(path: path, format: .srt, cues: [])
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            let source = folder.appendingPathComponent("source").path
            let result = folder.appendingPathComponent("result.srt").path
            try text.write(toFile: source, atomically: false, encoding: .utf8)
            try await convert(source, to: result, path: path, in: folder)
            let converted = (try? String(contentsOfFile: result, encoding: .utf8)) ?? ""
            file = SRTReader.read(converted, path: path)
        } catch let error as CocoaError {
            throw SubtitleError.unreadable(path: path, reason: "\(error)")
        }
        for index in file.cues.indices { file.cues[index].line = 1 }
        if format == .microdvd, !Self.namesRate(text) {
            file.notices.append(
                "\(path): it names no frame rate, so that 23.976 frames a second are taken for it; "
                    + "write {1}{1}25 as its first line where it is 25")
        }
        return file
    }

    /// Whether the first line of MicroDVD says how many frames a second has.
    private static func namesRate(_ text: String) -> Bool {
        let first = text.split(whereSeparator: \.isNewline).first ?? ""
        let words = first.split { "{}\u{FEFF}".contains($0) }
        return words.count == 3 && words[0] == words[1] && Double(words[2]) != nil
    }

    private func convert(
        _ source: String, to result: String, path: String, in folder: URL
    ) async throws {
        let messages = folder.appendingPathComponent("messages").path
        do {
            let errors = try FileDescriptor.open(
                FilePath(messages), .readWrite, options: [.create, .exclusiveCreate],
                permissions: .ownerReadWrite)
            defer { try? errors.close() }
            let ended = try await run(
                .name("ffmpeg"),
                arguments: [
                    "-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-f", demuxer, "-i",
                    source, "-f", "srt", result,
                ],
                environment: .withoutSecrets, input: .none, output: .discarded,
                error: .fileDescriptor(errors, closeAfterSpawningProcess: false))
            try Task.checkCancellation()
            guard !ended.terminationStatus.isSuccess else { return }
            let words = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
            let line = words.split(whereSeparator: \.isNewline).last.map(String.init)
            throw SubtitleError.notConverted(
                path: path,
                reason: "ffmpeg cannot read it as \(demuxer): "
                    + (line ?? "\(ended.terminationStatus)"))
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw SubtitleError.notConverted(
                path: path,
                reason: "subtitles of this form (\(demuxer)) are read through ffmpeg, which is not "
                    + "installed: apt-get install ffmpeg, or convert the file to SubRip (.srt)")
        } catch let error as SubprocessError {
            throw SubtitleError.notConverted(path: path, reason: "ffmpeg: \(error)")
        } catch let error as Errno {
            throw SubtitleError.unreadable(path: path, reason: "\(error)")
        }
    }
}
