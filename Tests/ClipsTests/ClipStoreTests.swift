import AudioFixtures
import Clips
import DurableFiles
import Foundation
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The clip store")
struct ClipStoreTests {
    @Test("holds a clip once it is stored, and not before")
    func contains() async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder.appending("deep/clips"))
            try store.prepare()
            let hash = TestAudio.hash(1)
            #expect(!store.contains(hash))
            let audio = TestAudio.silence(frames: 10)
            let clip = try store.store(audio, as: hash, announced: nil)
            #expect(store.contains(hash))
            #expect(try contents(of: store.path(of: hash)) == audio)
            #expect(store.fileName(of: hash) == clip.fileName)
        }
    }

    @Test("knows a whole clip under a task's name that nobody has written down")
    func storedClip() async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder)
            try store.prepare()
            let hash = TestAudio.hash(1)
            #expect(await store.storedClip(hash, announced: nil) == nil)
            let stored = try store.store(TestAudio.silence(frames: 10), as: hash, announced: nil)
            #expect(await store.storedClip(hash, announced: nil) == stored)
            let otherwise = await store.storedClip(hash, announced: .seconds(9))
            #expect(otherwise?.announcedOtherwise == .seconds(9))
            #expect(otherwise?.sha256 == stored.sha256)
            try write(TestAudio.silence(frames: 10).dropLast(), to: store.path(of: hash))
            #expect(await store.storedClip(hash, announced: nil) == nil)
        }
    }

    @Test("replaces a clip that is stored again")
    func replaces() async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder)
            try store.prepare()
            let hash = TestAudio.hash(1)
            _ = try store.store(TestAudio.silence(frames: 10), as: hash, announced: nil)
            _ = try store.store(TestAudio.silence(frames: 20), as: hash, announced: nil)
            #expect(try contents(of: store.path(of: hash)).count == 20 * 96)
            #expect(files(below: folder).count == 1)
        }
    }

    @Test("clears what dead runs left, and not what a live one writes")
    func leftovers() async throws {
        try await withFolder { folder in
            let store = ClipStore(folder: folder)
            try store.prepare()
            let hash = TestAudio.hash(1)
            _ = try store.store(TestAudio.silence(frames: 10), as: hash, announced: nil)
            let dead = ["ab/.kling-batch-1-1.part", ".kling-batch-1-2.part"]
            for name in dead { try write([1], to: folder.appending(name)) }
            let live = folder.appending("ab/.kling-batch-1-3.part")
            try write([1], to: live)
            let file = try FileDescriptor.open(live, .readOnly)
            defer { try? file.close() }
            #expect(flock(file.rawValue, LOCK_EX) == 0)
            try store.prepare()
            #expect(
                files(below: folder).sorted()
                    == ["ab/.kling-batch-1-3.part", store.fileName(of: hash)].sorted())
        }
    }

    @Test("tells where and why it cannot be made")
    func unusable() async throws {
        try await withFolder { folder in
            try write([1], to: folder.appending("file"))
            let error = #expect(throws: FileError.self) {
                try ClipStore(folder: folder.appending("file/clips")).prepare()
            }
            #expect("\(error.map(String.init(describing:)) ?? "")".contains("\(folder)/file"))
        }
    }
}
