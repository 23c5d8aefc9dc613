/// The output names given so far: no two jobs may have one file.
///
/// It keeps hashes, not names: some 20 to 50 bytes a job. Two different names have the same 96 bits
/// once in 10^16 batches of ten million jobs.
struct OutputNameRegistry {
    /// The job that has a name, or a folder on the way to it.
    struct Owner {
        let row: Int
        let line: Int
        let path: String
        /// Whether the name is a folder of that job's file.
        let isFolder: Bool
    }

    private struct Key: Hashable {
        let first: UInt32
        let second: UInt32
        let third: UInt32

        /// A key for some text; the seeds change with every run.
        init(_ text: UnsafeRawBufferPointer) {
            var hasher = Hasher()
            hasher.combine(bytes: text)
            let front = UInt64(truncatingIfNeeded: hasher.finalize())
            var other = Hasher()
            other.combine(true)
            other.combine(bytes: text)
            first = UInt32(truncatingIfNeeded: front)
            second = UInt32(truncatingIfNeeded: front >> 32)
            third = UInt32(truncatingIfNeeded: other.finalize())
        }
    }

    private struct Entry {
        let row: UInt32
        let lineAndKind: UInt32

        static let folderBit: UInt32 = 1 << 31

        init(row: Int, line: Int, isFolder: Bool) {
            self.row = UInt32(clamping: row)
            lineAndKind =
                min(UInt32(clamping: line), Entry.folderBit - 1)
                | (isFolder ? Entry.folderBit : 0)
        }
    }

    private var entries: [Key: Entry] = [:]
    /// Each list with the number of its first row, in order.
    private var lists: [(path: String, firstRow: Int)] = []

    /// Says which list the rows from a number on come from.
    mutating func beginList(path: String, firstRow: Int) {
        lists.append((path, firstRow))
    }

    /// Gives a name to a row; returns the job that has it, or its folder as a file, already.
    mutating func claim(_ name: OutputName, row: Int, line: Int) -> Owner? {
        var folded = FileNameRules.folded(name.path)
        return folded.withUTF8 { text in
            let text = UnsafeRawBufferPointer(text)
            let key = Key(text)
            if let entry = entries[key] { return owner(entry) }
            for folder in folders(of: text) {
                if let entry = entries[folder], entry.lineAndKind & Entry.folderBit == 0 {
                    return owner(entry)
                }
                entries[folder] = Entry(row: row, line: line, isFolder: true)
            }
            entries[key] = Entry(row: row, line: line, isFolder: false)
            return nil
        }
    }

    private func folders(of text: UnsafeRawBufferPointer) -> [Key] {
        text.indices.filter { text[$0] == UInt8(ascii: "/") }.map { end in
            Key(UnsafeRawBufferPointer(rebasing: text[..<end]))
        }
    }

    private func owner(_ entry: Entry) -> Owner {
        let row = Int(entry.row)
        let list = lists.last { $0.firstRow <= row }
        return Owner(
            row: row, line: Int(entry.lineAndKind & ~Entry.folderBit), path: list?.path ?? "",
            isFolder: entry.lineAndKind & Entry.folderBit != 0)
    }
}
