import DurableFiles
import Foundation
import Ledger
import Ledgers
import SystemPackage
import Texts
import Tracks

/// What became of a batch's files that were to be moved.
package struct MovedFiles: Sendable {
    /// How many are in the new folder now that were not.
    package internal(set) var count = 0
    /// Their bytes.
    package internal(set) var byteCount = 0
    /// Files under names of the batch's that are not as it made them, and stay where they are.
    package internal(set) var left: [String] = []
}

/// Moves the files that a batch has made from its output folder to another one, and says so in the
/// ledger.
///
/// Nothing is replaced, and nothing of others is touched. A move that was cut short is ended by the same
/// again; until then the batch is not run.
///
/// - Parameter folder: the new folder's path from the root.
/// - Throws: `LedgerError` where a run is on or there is no such batch; ``BatchRunError/cannotMove(_:)``
///   before anything is moved.
package func moveBatch(
    named name: String, to folder: String, ledgerPath: String
) async throws -> MovedFiles {
    try await withBatch(named: name, of: ledgerPath, for: "batches move") { ledger, row in
        if let started = row.movingTo, started != folder, row.outputFolder != folder {
            throw LedgerError.moveUnfinished(name: name, folder: started)
        }
        // Back to where it was: what has been moved already returns.
        let isReturn = row.movingTo != nil && row.outputFolder == folder
        guard isReturn || row.outputFolder != folder else { return MovedFiles() }
        let move = BatchMove(
            source: FilePath(isReturn ? row.movingTo ?? folder : row.outputFolder),
            target: FilePath(folder))
        // Another name for the folder where the files are already: they stay, and it has the new name.
        if isOneFolder(move.source, move.target) {
            try ledger.setOutputFolder(row.batch, to: folder)
            return MovedFiles()
        }
        let rows = try ledger.reader.ownedFiles(of: row.batch).filter { !$0.file.hasPrefix("/") }
        // What was made anew, or noted before it was whole, has a row for each.
        let files = Dictionary(grouping: rows, by: \.file).sorted { $0.key < $1.key }
        let taken = try ledger.reader.tracks(in: folder, ofOthersThan: name)
        try await move.check(files, taken: taken)
        let target = try openFolder(folder)
        try ledger.setMoving(row.batch, to: isReturn ? row.movingTo : folder)
        let moved = try await move.perform(files, into: target)
        try ledger.setOutputFolder(row.batch, to: folder)
        return moved
    }
}

/// Opens a folder for files, which is made where it is missing.
private func openFolder(_ path: String) throws -> OutputFolder {
    do throws(FileError) {
        return try OutputFolder(FilePath(path))
    } catch {
        throw BatchRunError.disk(error)
    }
}

/// A batch's files on their way from one folder to another.
private struct BatchMove {
    let source: FilePath
    let target: FilePath

    /// Throws where a file stands in the way.
    func check(
        _ files: [(key: String, value: [OwnedFile])], taken: [String: String]
    ) async throws {
        let (from, to) = (FolderWalk(source), FolderWalk(target))
        var inTheWay: [String] = []
        let sources = Set(files.map { source.appending($0.key).lexicallyNormalized() })
        for (name, rows) in files {
            if let other = taken[name] {
                throw LedgerError.outputTaken(output: name, batch: other)
            }
            let path = target.appending(name)
            guard isTaken(path), try from.file(name) != nil, await isOwn(name, rows) else {
                continue
            }
            // Of two tracks with the same bytes, in a folder and in one below it, each is needed.
            let isSame =
                try !sources.contains(path.lexicallyNormalized()) && to.file(name) != nil
                && sameBytes(name)
            if !isSame { inTheWay.append(path.string) }
        }
        guard inTheWay.isEmpty else {
            let shown = inTheWay.prefix(3).joined(separator: ", ")
            let more = inTheWay.count > 3 ? " and \(inTheWay.count - 3) more" : ""
            throw BatchRunError.cannotMove(
                "Nothing is moved: \(shown)\(more) is there already and is another file. Move it away, "
                    + "or name another folder.")
        }
    }

    func perform(
        _ files: [(key: String, value: [OwnedFile])], into folder: OutputFolder
    ) async throws -> MovedFiles {
        var moved = MovedFiles()
        let from = FolderWalk(source)
        for (name, rows) in files {
            guard let found = try from.file(name) else { continue }
            guard await isOwn(name, rows) else {
                moved.left.append(source.appending(name).string)
                continue
            }
            let source = source
            do {
                try await DiskThreads.run { try folder.take(name, from: source) }
            } catch let error as FileError {
                throw BatchRunError.disk(error)
            }
            moved.count += 1
            moved.byteCount += found.byteCount
            try from.removeEmptyFolders(of: name)
        }
        return moved
    }

    /// Whether a file is as the batch made it, or with tags that a person edited.
    private func isOwn(_ name: String, _ rows: [OwnedFile]) async -> Bool {
        if LibraryFiles.mayBeEdited(name) { return true }
        for row in rows {
            let length = name.hasSuffix(".mp3") ? row.durationMilliseconds : 0
            let verdict = await FileVerdict.of(
                source.appending(name), sha256: row.sha256,
                duration: length > 0 ? .milliseconds(length) : nil)
            switch verdict {
            case .intact, .retagged, .wrongLength: return true
            case .missing, .changed, .unreadable: continue
            }
        }
        return false
    }

    /// Whether anything has the name, a link to nothing too.
    private func isTaken(_ path: FilePath) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path.string)) != nil
    }

    private func sameBytes(_ name: String) throws -> Bool {
        try OpenFile(source.appending(name)).sha256()
            == OpenFile(target.appending(name)).sha256()
    }
}
