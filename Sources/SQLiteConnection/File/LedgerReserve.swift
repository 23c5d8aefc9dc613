import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Room on the ledger's disk for writing down how the calls in flight ended when it is full: the
/// file `LEDGER.reserve`, which is deleted then.
struct LedgerReserve: Sendable {
    let path: String

    /// A call that ends touches about nine pages of 4 KiB; this is room for a hundred commits of
    /// one call each, without what the calls of one commit share.
    static let byteCount = 4 << 20

    init(_ place: LedgerPlace) {
        path = place.path + ".reserve"
    }

    /// Makes the reserve where it is not there in full.
    ///
    /// Its bytes are random, so that file systems which compress, or promise room that they do not
    /// have, give it room as well.
    ///
    /// - Returns: false if the disk has no room for it.
    func make() -> Bool {
        if let state = try? FileState.at(path, followsLink: false),
            state.byteCount >= Self.byteCount
        {
            return true
        }
        do {
            try write()
            return true
        } catch {
            unlink(path)
            let reason = error as? Errno
            return reason != .noSpace && reason != Errno(rawValue: EDQUOT)
        }
    }

    private func write() throws {
        let options: FileDescriptor.OpenOptions = [
            .create, .truncate, .closeOnExec, .noFollow, .nonBlocking,
        ]
        let file = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: options, permissions: .ownerReadWrite)
        defer { try? file.close() }
        let source = try FileDescriptor.open("/dev/urandom", .readOnly, options: [.closeOnExec])
        defer { try? source.close() }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<Self.byteCount / bytes.count {
            _ = try bytes.withUnsafeMutableBytes { try source.read(into: $0) }
            try bytes.withUnsafeBytes { _ = try file.writeAll($0) }
        }
        // Some file systems find out only now that there is no room.
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives its room to the ledger.
    ///
    /// - Returns: false if it had none.
    func letGo() -> Bool {
        guard
            let file = try? FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
        else { return false }
        defer { try? file.close() }
        // Cut before it is removed: a full file system that copies on write may refuse to remove.
        let isCut = ftruncate(file.rawValue, 0) == 0
        // Synced, because some file systems hand room out again only after that.
        _ = fsync(file.rawValue)
        return unlink(path) == 0 || isCut
    }
}
