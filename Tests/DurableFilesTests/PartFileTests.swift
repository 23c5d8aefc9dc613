import AudioFixtures
import DurableFiles
import SystemPackage
import Testing

@Suite("A file in the making", .timeLimit(.minutes(5)))
struct PartFileTests {
    private struct Stop: Error {}

    @Test("is not there under its name until it is whole")
    func commit() async throws {
        try await withFolder { folder in
            let open = try Folder(folder)
            var part = try PartFile(in: open)
            try part.append(Array("first ".utf8))
            try part.append(Array("second".utf8))
            #expect(!files(below: folder).contains("a.txt"))
            try part.commit(as: "a.txt")
            #expect(files(below: folder) == ["a.txt"])
            #expect(try contents(of: folder.appending("a.txt")) == Array("first second".utf8))
            #expect(part.byteCount == 12)
            #expect(part.sha256 == sha256(Array("first second".utf8)))
        }
    }

    @Test("leaves nothing behind, and the earlier file as it was, where making it fails")
    func failure() async throws {
        try await withFolder { folder in
            try write(Array("before".utf8), to: folder.appending("a.txt"))
            let open = try Folder(folder)
            #expect(throws: Stop.self) {
                _ = try PartFile.make("a.txt", in: open) { part in
                    try part.append(Array("half".utf8))
                    throw Stop()
                }
            }
            #expect(files(below: folder) == ["a.txt"])
            #expect(try contents(of: folder.appending("a.txt")) == Array("before".utf8))
        }
    }

    @Test("is cleared away after its writer has died, and not while that lives")
    func leftovers() async throws {
        try await withFolder { folder in
            try write(Array("dead".utf8), to: folder.appending(".kling-batch-1-1.part"))
            try write(Array("yours".utf8), to: folder.appending("mine.part"))
            let open = try Folder(folder)
            let part = try PartFile(in: open)
            try open.clearLeftovers()
            let name = try #require(part.path.lastComponent?.string)
            #expect(Set(files(below: folder)) == [name, "mine.part"])
            part.discard()
            #expect(files(below: folder) == ["mine.part"])
        }
    }

    @Test("does not take the place of a folder")
    func folderInPlace() async throws {
        try await withFolder { folder in
            let open = try Folder(folder)
            try open.makeSubfolder("a.txt")
            let error = #expect(throws: (any Error).self) {
                _ = try PartFile.make("a.txt", in: open) { try $0.append([1]) }
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains("is a folder"))
        }
    }
}
