import Clips
import DurableFiles
import Ledger
import Ledgers
import SpeechTasks
import SystemPackage
import Tracks

/// Removes what no batch needs any more: clips that no job is made of, tracks of jobs that are no longer
/// asked for, and what dead runs were writing.
///
/// Only files go that the ledger knows to be its own and that hold the bytes it wrote. The last copy of
/// what a real service was paid for stays, unless the settings say otherwise. A file goes before its row,
/// so that whatever is left of a prune that was cut short is found by the next one.
///
/// - Throws: `LedgerError/busy` while a run is on, but for a dry run.
package func prune(_ settings: PruneSettings) async throws -> PruneReport {
    let missing = BatchRunError.cannotMove("There is no ledger at \(settings.ledgerPath).")
    if settings.isDryRun {
        guard let reader = try LedgerReader(in: settings.ledgerPath) else { throw missing }
        var pruning = Pruning(settings, reader: reader, ledger: nil)
        try await pruning.perform()
        return pruning.report
    }
    guard try LedgerReader(in: settings.ledgerPath) != nil else { throw missing }
    return try await RunLedger.withLedger(
        in: settings.ledgerPath, for: LedgerWork(command: "prune"), mayWait: { false }
    ) { ledger in
        var pruning = Pruning(settings, reader: ledger.reader, ledger: ledger)
        try await pruning.perform()
        return pruning.report
    }
}

/// One go through all files of a ledger.
private struct Pruning {
    private let settings: PruneSettings
    private let reader: LedgerReader
    /// The ledger that is held; nil for a dry run.
    private let ledger: RunLedger?
    private let store: ClipStore
    private let now = unixMilliseconds()
    private(set) var report = PruneReport()

    init(_ settings: PruneSettings, reader: LedgerReader, ledger: RunLedger?) {
        self.settings = settings
        self.reader = reader
        self.ledger = ledger
        store = ClipStore(folder: FilePath(clipsFolder(ofLedger: settings.ledgerPath)))
    }

    /// Tracks first: whether one is a last copy depends on the clips that are there.
    mutating func perform() async throws {
        let files = try reader.ownedFiles()
        try await pruneTracks(files)
        try pruneClips()
        try pruneLeftovers(files)
    }

    // MARK: Tracks

    private mutating func pruneTracks(_ files: [OwnedFile]) async throws {
        let needed = Set(files.filter(\.isAskedFor).map(\.path))
        // What was made anew, or noted before it was whole, has a row for each.
        var groups: [(path: String, rows: [OwnedFile])] = []
        var places: [String: Int] = [:]
        for file in files where !file.isAskedFor && !needed.contains(file.path) {
            if let place = places[file.path] {
                groups[place].rows.append(file)
            } else {
                places[file.path] = groups.count
                groups.append((file.path, [file]))
            }
        }
        for (path, rows) in groups where try await pruneTrack(rows[0], at: path, rows) {
            try ledger?.noteRemoved(files: rows)
        }
    }

    /// Whether the file is gone now.
    ///
    /// - Parameter rows: all that the ledger says of the file.
    private mutating func pruneTrack(
        _ file: OwnedFile, at path: String, _ rows: [OwnedFile]
    ) async throws -> Bool {
        let place = FilePath(path)
        let isPath = file.file.hasPrefix("/")
        let folder = isPath ? place.removingLastComponent() : FilePath(file.folder)
        let name = isPath ? place.lastComponent?.string ?? "" : file.file
        let walk = FolderWalk(folder)
        guard let found = try walk.file(name) else {
            return await FileVerdict.of(place, sha256: file.sha256) == .missing
        }
        var isIntact = false
        for row in rows where !isIntact {
            isIntact = await FileVerdict.of(place, sha256: row.sha256) == .intact
        }
        guard isIntact else {
            report.kept[.changed, default: .init()].add(found.byteCount)
            return false
        }
        guard isOld(rows.map(\.madeAt).max().flatMap { $0 > 0 ? $0 : nil } ?? found.writtenAt)
        else {
            report.kept[.young, default: .init()].add(found.byteCount)
            return false
        }
        let isLastCopy = try file.isPaidFor && !reader.clips(of: file).allSatisfy(store.contains)
        guard settings.takesPaid || !isLastCopy else {
            report.kept[.paid, default: .init()].add(found.byteCount)
            return false
        }
        guard remove(found, as: .tracks, of: walk, at: path) else { return false }
        if ledger != nil { try walk.removeEmptyFolders(of: name) }
        return true
    }

    // MARK: Clips

    private mutating func pruneClips() throws {
        let walk = FolderWalk(store.folder)
        for number in 0...UInt8.max {
            var gone: [TaskHash] = []
            for clip in try walk.files(in: shardName(number)) {
                guard let hash = TaskHash(clipNamed: clip.name, in: store) else { continue }
                if try pruneClip(clip, hash, of: walk) { gone.append(hash) }
            }
            try ledger?.noteRemoved(clips: gone)
        }
    }

    private func shardName(_ number: UInt8) -> String {
        let digits = String(number, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
    }

    /// A clip that no row tells of stays whatever the settings say: it may be what another ledger in the
    /// same folder paid for, or one that is gone.
    private mutating func pruneClip(
        _ clip: FileInFolder, _ hash: TaskHash, of walk: FolderWalk
    ) throws -> Bool {
        guard let standing = try reader.standing(ofClip: hash) else {
            report.kept[.foreign, default: .init()].add(clip.byteCount)
            return false
        }
        if standing.isNeeded { return false }
        guard settings.takesPaid || !standing.isPaidFor else {
            report.kept[.paid, default: .init()].add(clip.byteCount)
            return false
        }
        guard isOld(standing.storedAt ?? clip.writtenAt) else {
            report.kept[.young, default: .init()].add(clip.byteCount)
            return false
        }
        let path = store.path(of: hash).string
        let kind: PruneReport.Kind = standing.isPaidFor ? .paidClips : .emulatorClips
        return remove(clip, as: kind, of: walk, at: path)
    }

    // MARK: Left-overs

    private mutating func pruneLeftovers(_ files: [OwnedFile]) throws {
        var places: [(folder: FilePath, name: String)] = [(store.folder, "any")]
        for number in 0...UInt8.max { places.append((store.folder, shardName(number) + "/any")) }
        var seen: Set<String> = []
        for file in files {
            let folder = FilePath(file.path).removingLastComponent()
            if seen.insert(folder.string).inserted { places.append((folder, "any")) }
        }
        for place in places {
            let walk = FolderWalk(place.folder)
            for file in try walk.leftovers(beside: place.name) {
                guard isOld(file.writtenAt) else {
                    report.kept[.young, default: .init()].add(file.byteCount)
                    continue
                }
                let path = place.folder.appending(file.name).string
                _ = remove(file, as: .leftovers, of: walk, at: path)
            }
        }
    }

    // MARK: Both

    private func isOld(_ time: Int) -> Bool {
        settings.olderThanMilliseconds.map { now - time > $0 } ?? true
    }

    /// Removes a file, or says that it would be.
    private mutating func remove(
        _ file: FileInFolder, as kind: PruneReport.Kind, of walk: FolderWalk, at path: String
    ) -> Bool {
        do {
            if ledger != nil { try walk.remove(file.name) }
        } catch {
            report.problems.append("\(error)")
            return false
        }
        report.removed[kind, default: .init()].add(file.byteCount)
        report.paths.append(path)
        return true
    }
}

extension TaskHash {
    /// The name of a clip's file in a store; nil for a file that is no clip.
    fileprivate init?(clipNamed name: String, in store: ClipStore) {
        let digits = Array(name.split(separator: "/").last?.prefix { $0 != "." } ?? "")
        guard digits.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
            UInt8(String(digits[place...place + 1]), radix: 16)
        }
        self.init(bytes: bytes)
        guard store.fileName(of: self) == name else { return nil }
    }
}
