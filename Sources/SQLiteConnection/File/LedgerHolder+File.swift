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
    /// Who wrote itself into a file that holders lock; nil for what is none of this program's JSON.
    init?(at path: String) {
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.longest,
            let holder = try? JSONDecoder().decode(LedgerHolder.self, from: data)
        else { return nil }
        self = holder
    }

    /// Writes itself into the file that it has locked.
    ///
    /// Nobody trusts the file while the lock is free, so it is neither synced nor emptied at the end, and
    /// a disk without room for it only leaves others without the name. What stood there is written over
    /// at once, with blanks for the rest of it, so that whoever reads meanwhile finds one or the other.
    func write(to file: FileDescriptor) {
        guard var data = try? JSONEncoder().encode(self),
            let length = try? file.seek(offset: 0, from: .end)
        else { return }
        let blanks = max(0, min(Int(length), Self.longest) - data.count)
        data.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
        guard (try? file.writeAll(toAbsoluteOffset: 0, Array(data))) != nil else { return }
        if length > data.count { _ = ftruncate(file.rawValue, off_t(data.count)) }
    }

    /// The most bytes that are taken for a holder.
    private static let longest = 65_535
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
