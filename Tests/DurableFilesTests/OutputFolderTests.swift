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
