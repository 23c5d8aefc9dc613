/// The output names given so far: no two jobs may have one file.
///
/// It keeps hashes, not names: 20 to 45 bytes a job. Two different names have the same 64 bits once
/// in some 400,000 batches of ten million jobs, and not in the next run, whose seed is another.
struct OutputNameRegistry {
    /// The job that has a name, or a folder on the way to it.
    struct Owner {
        let row: Int
        let line: Int
        let path: String
        /// Whether the name is a folder of that job's file.
        let isFolder: Bool
    }

    private struct Entry {
        static let free = Entry(hash: 0, row: 0, lineAndKind: 0)
        static let folderBit: UInt32 = 1 << 31

        let hash: UInt64
        /// 0 in an entry that is free; rows count from 1.
        let row: UInt32
        let lineAndKind: UInt32

        var isFolder: Bool { lineAndKind & Entry.folderBit != 0 }

        func sameJob(hash: UInt64, isFolder: Bool) -> Entry {
            let line = lineAndKind & ~Entry.folderBit
            return Entry(
                hash: hash, row: row, lineAndKind: isFolder ? line | Entry.folderBit : line)
        }
    }

    /// A hash table with open addressing, at most three quarters full.
    private var entries = [Entry](repeating: .free, count: 1024)
    private var count = 0
    /// Each input with the number of its first row, in order.
    private var inputs: [(path: String, firstRow: Int)] = []

    /// Says which input the rows from a number on come from.
    mutating func beginInput(path: String, firstRow: Int) {
        inputs.append((path, firstRow))
    }

    /// Gives a name to a row; returns the job that has it, or its folder as a file, already.
    mutating func claim(_ name: OutputName, row: Int, line: Int) -> Owner? {
        let job = Entry(
            hash: 0, row: UInt32(clamping: row),
            lineAndKind: min(UInt32(clamping: line), Entry.folderBit - 1))
        var folded = FileNameRules.folded(name.path)
        return folded.withUTF8 { text in
            let text = UnsafeRawBufferPointer(text)
            let hash = OutputNameRegistry.hash(text)
            if let entry = find(hash) { return owner(entry) }
            for end in text.indices where text[end] == UInt8(ascii: "/") {
                let folder = OutputNameRegistry.hash(
                    UnsafeRawBufferPointer(rebasing: text[..<end]))
                if let entry = find(folder) {
                    if !entry.isFolder { return owner(entry) }
                } else {
                    insert(job.sameJob(hash: folder, isFolder: true))
                }
            }
            insert(job.sameJob(hash: hash, isFolder: false))
            return nil
        }
    }

    private func owner(_ entry: Entry) -> Owner {
        let row = Int(entry.row)
        return Owner(
            row: row, line: Int(entry.lineAndKind & ~Entry.folderBit),
            path: inputs.last { $0.firstRow <= row }?.path ?? "", isFolder: entry.isFolder)
    }
}

extension OutputNameRegistry {
    /// A hash of some text, with another seed in each run.
    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        return UInt64(truncatingIfNeeded: hasher.finalize())
    }

    private func find(_ hash: UInt64) -> Entry? {
        let entry = entries[slot(of: hash)]
        return entry.row == 0 ? nil : entry
    }

    private mutating func insert(_ entry: Entry) {
        if count * 4 >= entries.count * 3 { grow() }
        entries[slot(of: entry.hash)] = entry
        count += 1
    }

    /// Where a hash stands, or the free place where it belongs.
    private func slot(of hash: UInt64) -> Int {
        var slot = Int(hash.multipliedFullWidth(by: UInt64(entries.count)).high)
        while entries[slot].row != 0, entries[slot].hash != hash {
            slot = slot + 1 == entries.count ? 0 : slot + 1
        }
        return slot
    }

    private mutating func grow() {
        let old = entries
        entries = [Entry](repeating: .free, count: old.count / 2 * 3)
        for entry in old where entry.row != 0 { entries[slot(of: entry.hash)] = entry }
    }
}
