import Foundation
package import Ledger
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension LedgerHolder {
    /// This process, from now on.
    init(_ work: LedgerWork, since: Int) {
        var name = [CChar](repeating: 0, count: 256)
        let isKnown = gethostname(&name, name.count - 1) == 0
        let host =
            isKnown ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) : ""
        self.init(work: work, process: Int(getpid()), host: host, since: since)
    }

    /// Who wrote itself into a file that holders lock; nil for what is none of this program's JSON.
    init?(at path: String) {
        guard let data = FileManager.default.contents(atPath: path), data.count < 65_536,
            let holder = try? JSONDecoder().decode(LedgerHolder.self, from: data)
        else { return nil }
        self = holder
    }

    /// Writes itself into the file that it has locked.
    ///
    /// Nobody trusts the file while the lock is free, so it is neither synced nor emptied at the end, and
    /// a disk without room for it only leaves others without the name.
    func write(to file: FileDescriptor) {
        guard let data = try? JSONEncoder().encode(self),
            ftruncate(file.rawValue, 0) == 0
        else { return }
        _ = try? file.writeAll(toAbsoluteOffset: 0, Array(data))
    }
}

/// Asks whether somebody holds the ledger at a path; changes nothing.
///
/// - Throws: `LedgerError` where there is something that is no file.
package func ledgerHolding(at path: String) throws -> LedgerHolding {
    let place = try LedgerPlace(path, makesFolder: false)
    guard let state = try place.state(), try LedgerLock.isHeld(place, state.identity) else {
        return .free
    }
    return .held(LedgerHolder(at: place.path + ".lock"))
}
