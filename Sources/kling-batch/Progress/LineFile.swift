import Foundation

/// A file that a run adds lines to: the log, or the events.
///
/// People mistype names. What is there already is written only where it is such a file, so that no
/// book and no track gets lines at its end.
enum LineFile {
    case log
    case events

    /// So much of a file is looked at.
    private static let reach = 4096

    /// Opens the file for adding; it is made where it is missing.
    ///
    /// No other end of a pipe is waited for.
    ///
    /// - Returns: the descriptor.
    /// - Throws: ``LineFileFault``
    func opened(_ path: String) throws -> CInt {
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
        let descriptor = open(path, flags, 0o666)
        guard descriptor >= 0 else {
            // So it is with a pipe that nobody reads, and with a socket.
            throw errno == ENXIO ? LineFileFault.noFile : LineFileFault.last
        }
        do {
            try check(descriptor, path)
        } catch {
            _ = close(descriptor)
            throw error
        }
        _ = fcntl(descriptor, F_SETFL, O_APPEND)
        return descriptor
    }

    /// Looks at what was opened.
    private func check(_ descriptor: CInt, _ path: String) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw LineFileFault.last }
        if status.st_mode & S_IFMT == S_IFCHR || Self.isStandardStream(status) { return }
        guard status.st_mode & S_IFMT == S_IFREG else { throw LineFileFault.noFile }
        guard status.st_size > 0 else { return }
        let reader = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard reader >= 0 else { throw LineFileFault.last }
        defer { _ = close(reader) }
        var bytes = [UInt8](repeating: 0, count: Self.reach)
        let count = pread(reader, &bytes, bytes.count, 0)
        guard count >= 0 else { throw LineFileFault.last }
        let start = String(decoding: bytes.prefix(count), as: UTF8.self)
        guard isStart(start) else { throw LineFileFault.isOther(of: self) }
    }

    /// Whether such a file begins like this.
    func isStart(_ text: String) -> Bool {
        let line = text.prefix { !$0.isNewline }
        guard !line.hasPrefix("{") else {
            return line.contains(self == .log ? "\"level\":" : "\"event\":")
        }
        return self == .log && line.prefixMatch(of: #/\d{4}-\d\d-\d\d /#) != nil
    }

    /// Whether it is what this process writes to anyway, such as `/dev/stderr` where that is a pipe.
    private static func isStandardStream(_ status: stat) -> Bool {
        [STDOUT_FILENO, STDERR_FILENO].contains { stream in
            var own = stat()
            return fstat(stream, &own) == 0 && own.st_dev == status.st_dev
                && own.st_ino == status.st_ino
        }
    }

    fileprivate var words: String {
        switch self {
        case .log: "a log file"
        case .events: "a file of events"
        }
    }
}

/// Why lines are not added to a file; said behind its name.
struct LineFileFault: Error, CustomStringConvertible {
    let description: String

    /// The reason that the system gave last.
    fileprivate static var last: LineFileFault {
        LineFileFault(description: "cannot be written: \(String(cString: strerror(errno)))")
    }

    fileprivate static var noFile: LineFileFault {
        LineFileFault(
            description: "is no regular file: it is left as it is; name another file")
    }

    fileprivate static func isOther(of kind: LineFile) -> LineFileFault {
        LineFileFault(
            description: "is there and does not begin as \(kind.words) does: it is left as it is; "
                + "name another file")
    }
}
