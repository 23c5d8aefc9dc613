import AudioFixtures
import DurableFiles
import Foundation
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("A file's place", .timeLimit(.minutes(5)))
struct ReplaceableTests {
    private let ours = Array("ours".utf8)
    private let theirs = Array("them".utf8)

    private func made(_ bytes: [UInt8]) -> MadeFile {
        MadeFile(byteCount: bytes.count, sha256: sha256(bytes))
    }

    /// Writes a text where some bytes, or nothing, have the name.
    private func written(
        over bytes: [UInt8]?, replacing: Replaceable
    ) async throws -> (error: FileError?, left: [UInt8]) {
        try await withFolder { folder in
            let output = try OutputFolder(folder)
            let path = folder.appending("a.txt")
            if let bytes { try write(bytes, to: path) }
            var error: FileError?
            do {
                _ = try await output.write("new", to: "a.txt", replacing: replacing)
            } catch let thrown as FileError {
                error = thrown
            }
            #expect(files(below: folder) == ["a.txt"])
            return (error, try contents(of: path))
        }
    }

    @Test("is taken where it is free, and from a file with the same bytes, whatever is allowed")
    func free() async throws {
        let new = Array("new".utf8)
        for replacing in [Replaceable.nothing, .ours([made(ours)]), .anything] {
            for bytes in [nil, new] {
                let (error, left) = try await written(over: bytes, replacing: replacing)
                #expect(error == nil && left == new)
            }
        }
    }

    @Test("is not taken from a file that is not as it was made, of as many bytes or not")
    func theirsStays() async throws {
        for bytes in [theirs, ours + [1]] {
            for replacing in [Replaceable.nothing, .ours([]), .ours([made(ours)])] {
                let (error, left) = try await written(over: bytes, replacing: replacing)
                guard case .nameTaken = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(left == bytes)
            }
        }
    }

    @Test("is taken from one of the files that were made before")
    func oursGoes() async throws {
        let (error, left) = try await written(
            over: ours, replacing: .ours([made(theirs), made(ours)]))
        #expect(error == nil && left == Array("new".utf8))
    }

    @Test("is not taken from a symbolic link, even to a file that was made before")
    func link() async throws {
        try await withFolder { folder in
            let output = try OutputFolder(folder.appending("out"))
            let target = folder.appending("target")
            try write(ours, to: target)
            try FileManager.default.createSymbolicLink(
                atPath: output.path.appending("a.txt").string, withDestinationPath: target.string)
            await #expect(throws: FileError.self) {
                try await output.write("new", to: "a.txt", replacing: .ours([made(ours)]))
            }
            #expect(try contents(of: target) == ours)
        }
    }

    @Test("is given to one of many that want it at once, and none of the others is lost unsaid")
    func race() async throws {
        try await withFolder { folder in
            let outputs = try (0..<2).map { _ in try OutputFolder(folder) }
            for round in 0..<50 {
                let name = "\(round).txt"
                let winners = await withTaskGroup(of: String?.self) { group in
                    for number in 0..<8 {
                        group.addTask {
                            let stored = try? await outputs[number % 2].write(
                                "text \(number)", to: name, replacing: .nothing)
                            return stored.map { _ in "text \(number)" }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
                }
                let left = try contents(of: folder.appending(name))
                #expect(winners == [String(decoding: left, as: UTF8.self)])
            }
            #expect(files(below: folder).count == 50)
        }
    }

    @Test("is taken by each way to rename only where it is free", arguments: FreshRename.allCases)
    func ways(way: FreshRename) async throws {
        try await withFolder { folder in
            let opened = open(folder.string, O_RDONLY | O_DIRECTORY)
            defer { close(opened) }
            try write(ours, to: folder.appending("part"))
            try write(theirs, to: folder.appending("taken"))
            #expect(way.rename("part", to: "taken", in: opened) == EEXIST)
            #expect(way.rename("part", to: "free", in: opened) == 0)
            #expect(way.rename("part", to: "free too", in: opened) == ENOENT)
            #expect(files(below: folder) == ["free", "taken"])
            #expect(try contents(of: folder.appending("taken")) == theirs)
        }
    }
}
