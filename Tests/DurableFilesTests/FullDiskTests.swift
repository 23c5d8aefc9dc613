import DurableFiles
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Temporary files on a disk without room.
@Suite(.timeLimit(.minutes(10)))
struct FullDiskTests {
    private struct ToolStumbled: Error {}

    @Test(
        "what goes wrong while the disk is full is told as that, else as itself",
        .enabled(if: SmallDisk.canBeMade, "needs a file system of its own"))
    func full() async throws {
        try await SmallDisk.with(megabytes: 1) { folder in
            await #expect(throws: ToolStumbled.self) {
                try await withTemporaryFiles(1, in: FilePath(folder)) { _ in throw ToolStumbled() }
            }
            let error = await #expect(throws: FileError.self) {
                try await withTemporaryFiles(1, in: FilePath(folder)) { _ in
                    let most = Data(count: 1000 * 1024)
                    _ = FileManager.default.createFile(atPath: folder + "/most", contents: most)
                    throw ToolStumbled()
                }
            }
            let told = try #require(error)
            #expect(told.remedy != nil)
            #expect("\(told)".contains(folder))
        }
    }
}
