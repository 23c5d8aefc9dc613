package import Foundation
import Synchronization
package import Testing

/// Whether a program is on the search path.
package func isInstalled(_ tool: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains { folder in
        FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)")
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test, naming what is missing, where one of these programs is not installed.
    package static func needs(_ tools: String...) -> Self {
        let missing = tools.filter { !isInstalled($0) }
        return .enabled(
            if: missing.isEmpty, "\(missing.joined(separator: " and ")) not installed")
    }
}

/// A program that ended otherwise than well, and what it said.
package struct ToolFailure: Error, CustomStringConvertible {
    package let command: [String]
    package let said: String

    package var description: String { "\(command.joined(separator: " ")): \(said)" }
}

/// What a program of the search path prints.
///
/// - Parameters:
///   - input: what it reads.
///   - takesErrors: whether what it says on standard error belongs to it.
///   - mayFail: whether an exit code other than 0 is no error.
@discardableResult
package func outputBytes(
    of command: [String], input: Data = Data(), takesErrors: Bool = false, mayFail: Bool = false
) throws -> Data {
    let folder = try TemporaryFolder()
    let file = try folder.write(input, to: "input")
    let reading = try FileHandle(forReadingFrom: URL(filePath: file))
    let (child, pipe) = try starting.withLock { _ in
        let pipe = Pipe()
        let writing = pipe.fileHandleForWriting
        for handle in [reading, pipe.fileHandleForReading, writing] {
            _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        let child = try spawn(
            ["/usr/bin/env"] + command, input: reading.fileDescriptor,
            output: writing.fileDescriptor, takesErrors: takesErrors)
        return (child, pipe)
    }
    try pipe.fileHandleForWriting.close()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    guard mayFail || status == 0 else {
        throw ToolFailure(command: command, said: String(decoding: said, as: UTF8.self))
    }
    return said
}

/// One at a time, so that no program holds the ends of another's pipe.
private let starting = Mutex(())

/// Starts a program that reads and writes these descriptors.
///
/// Foundation's `Process` reads the names of all open descriptors beyond their buffer where there are
/// more than about 1,300, as there are while all tests run.
private func spawn(
    _ command: [String], input: Int32, output: Int32, takesErrors: Bool
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    if takesErrors { posix_spawn_file_actions_adddup2(&actions, output, 2) }
    let arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let reason = posix_spawn(&child, command[0], &actions, nil, arguments, environ)
    guard reason == 0 else {
        throw ToolFailure(command: command, said: String(cString: strerror(reason)))
    }
    return child
}

/// What a program of the search path prints, as text.
@discardableResult
package func output(
    of command: [String], input: Data = Data(), takesErrors: Bool = false, mayFail: Bool = false
) throws -> String {
    let bytes = try outputBytes(
        of: command, input: input, takesErrors: takesErrors, mayFail: mayFail)
    return String(decoding: bytes, as: UTF8.self)
}

/// What a line of shell says on either stream.
@discardableResult
package func shell(_ line: String, mayFail: Bool = false) throws -> String {
    try output(of: ["/bin/sh", "-c", line], takesErrors: true, mayFail: mayFail)
}

/// A text in an encoding that iconv knows.
package func bytes(of text: String, in encoding: String) throws -> [UInt8] {
    try Array(
        outputBytes(of: ["iconv", "-f", "UTF-8", "-t", encoding], input: Data(text.utf8)))
}
