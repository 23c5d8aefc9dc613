package import DurableFiles
import MP3
package import SpeechTasks
package import SystemPackage
import Texts

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder in which clips lie under their tasks' names: `ab/<64 digits>.mp3`.
package struct ClipStore: Hashable, Sendable {
    /// Where the store is.
    package let folder: FilePath
    private let folderName: String

    /// A store at this place; nothing is made or read yet.
    package init(folder: FilePath) {
        self.folder = folder
        folderName = folder.string
    }

    /// Makes the store's folders and removes what runs that died were writing.
    ///
    /// To be called once by whoever is going to store clips. Blocks; throws
    /// ``FileError/disk(action:file:reason:)``.
    package func prepare() throws(FileError) {
        try Folder.make(folder)
        let store = try Folder(folder)
        for number in 0...UInt8.max { try store.makeSubfolder(hexadecimal([number])) }
        try store.sync()
        try store.clearLeftovers()
        for number in 0...UInt8.max {
            try store.subfolder(hexadecimal([number])).clearLeftovers()
        }
    }

    /// A clip's file name within the store.
    package func fileName(of hash: TaskHash) -> String {
        let digits = "\(hash)"
        return "\(digits.prefix(2))/\(digits).mp3"
    }

    /// A clip's place, whether or not it is there.
    package func path(of hash: TaskHash) -> FilePath {
        FilePath(place(of: hash))
    }

    /// Whether a clip's file is there, whatever it holds.
    ///
    /// It is asked of every task before its call, and of every task of a plan: so the place is a text
    /// here, which costs a fraction of a `FilePath`, and nothing is opened.
    package func contains(_ hash: TaskHash) -> Bool {
        var status = stat()
        return stat(place(of: hash), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private func place(of hash: TaskHash) -> String {
        "\(folderName)/\(fileName(of: hash))"
    }

    /// Checks a whole MP3 and stores it; blocks.
    ///
    /// - Parameter least: about how long it has to be at least: a shorter one throws
    ///   ``UnexpectedLength``. With nil any length passes.
    package func store(
        _ bytes: [UInt8], as hash: TaskHash, announced: Duration?, least: Duration? = nil
    ) throws -> StoredClip {
        let check = try MP3Check(bytes)
        try check.requireWhole(least: least)
        let name = fileName(of: hash)
        let part = try PartFile.make(Self.lastComponent(of: name), in: shard(of: name)) {
            try $0.append(bytes)
        }
        return clip(name, in: part, check, announced: announced)
    }

    /// Checks a file that was written in pieces and stores it; blocks.
    func store(
        _ part: PartFile, as hash: TaskHash, announced: Duration?, least: Duration?
    ) throws -> StoredClip {
        let check = try MP3Check(
            contentsOf: part.descriptor, at: part.path, count: part.byteCount)
        try check.requireWhole(least: least)
        let name = fileName(of: hash)
        try part.commit(as: Self.lastComponent(of: name))
        return clip(name, in: part, check, announced: announced)
    }

    /// An empty file in the folder a clip belongs in; blocks.
    func part(for hash: TaskHash) throws(FileError) -> PartFile {
        try PartFile(in: shard(of: fileName(of: hash)))
    }

    private func shard(of fileName: String) throws(FileError) -> Folder {
        try Folder(folder.appending(String(fileName.prefix(2))))
    }

    private static func lastComponent(of fileName: String) -> String {
        String(fileName.dropFirst(3))
    }

    private func clip(
        _ name: String, in part: PartFile, _ check: MP3Check, announced: Duration?
    ) -> StoredClip {
        StoredClip(
            fileName: name, byteCount: part.byteCount, sha256: part.sha256,
            duration: check.duration, format: check.format,
            announcedOtherwise: announced.flatMap { check.lasts(about: $0) ? nil : $0 })
    }
}
