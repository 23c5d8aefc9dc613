import ArgumentParser
import Foundation
import Synchronization

/// The file of `--log-file`: lines are added to it, and it is opened anew when it was moved away.
final class LogFile: Sendable {
    private struct State {
        var descriptor: CInt
        /// Whether it was said that lines are lost.
        var isFailing = false
    }

    private let path: String
    private let form: LogForm
    private let state: Mutex<State>

    /// Opens the file, made if it is missing.
    ///
    /// - Throws: `ValidationError` where it takes no lines, or is another file.
    init(path: String, form: LogForm) throws {
        self.path = path
        self.form = form
        let descriptor: CInt
        do {
            descriptor = try LineFile.log.opened(path)
        } catch {
            throw ValidationError("The log file \(path) \(error).")
        }
        state = Mutex(State(descriptor: descriptor))
    }

    deinit {
        _ = state.withLock { close($0.descriptor) }
    }

    /// Opens the file by its name again, after somebody has moved it away.
    ///
    /// - Returns: what is to be said where that fails; lines are still added to the file that was open.
    func reopen() -> String? {
        let descriptor: CInt
        do {
            descriptor = try LineFile.log.opened(path)
        } catch {
            return "The log file \(path) \(error). "
                + "Lines are still added to the file that was open before."
        }
        state.withLock { state in
            _ = close(state.descriptor)
            state = State(descriptor: descriptor)
        }
        return nil
    }

    /// Adds a line.
    ///
    /// - Returns: what is to be said, once, where it takes none.
    func write(_ line: LogLine) -> String? {
        let bytes = Array((form == .json ? line.json : line.text(hasDate: true)).utf8)
        return state.withLock { state in
            var written = 0
            while written < bytes.count {
                let count = bytes[written...].withUnsafeBytes {
                    Foundation.write(state.descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let reason = String(cString: strerror(errno))
                    defer { state.isFailing = true }
                    return state.isFailing
                        ? nil : "The log file \(path) takes no lines (\(reason)); the run goes on."
                }
                written += count
            }
            state.isFailing = false
            return nil
        }
    }
}
