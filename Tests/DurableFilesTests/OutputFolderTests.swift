import AudioFixtures
import DurableFiles
import Foundation
import SystemPackage
import Testing

@Suite("An output folder")
struct OutputFolderTests {
    @Test(
        "that takes no files is noticed when it is opened",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "no /proc"))
    func unwritable() throws {
        let error = #expect(throws: FileError.self) { try OutputFolder("/proc") }
        #expect(error?.remedy != nil)
    }

    @Test("that takes files is left as it was")
    func probe() async throws {
        try await withFolder { folder in
            _ = try OutputFolder(folder)
            #expect(files(below: folder).isEmpty)
        }
    }

    @Test("that takes a file of itself, by whatever name, keeps it")
    func itself() async throws {
        try await withFolder { folder in
            let link = FilePath(folder.string + "-link")
            try FileManager.default.createSymbolicLink(
                atPath: link.string, withDestinationPath: folder.string)
            defer { try? FileManager.default.removeItem(atPath: link.string) }
            let output = try OutputFolder(link)
            try "words".write(
                toFile: folder.appending("a.txt").string, atomically: true, encoding: .utf8)
            try output.take("a.txt", from: folder)
            #expect(files(below: folder) == ["a.txt"])
        }
    }

    @Test("tells what to do by what stands in the way")
    func remedies() {
        let reasons: [Errno] = [
            .noSpace, .diskQuotaExceeded, .permissionDenied, .readOnlyFileSystem, .fileNameTooLong,
            .fileTooLarge, .tooManyOpenFiles, .noSuchFileOrDirectory, .ioError, .invalidArgument,
        ]
        let remedies = reasons.map {
            FileError.disk(action: "write", file: "a", reason: $0).remedy
        }
        #expect(Set(remedies.compactMap { $0 }).count == reasons.count)
        #expect(remedies[0] == "make room on that disk")
        #expect(FileError.nameTaken("a").remedy == nil)
    }
}
