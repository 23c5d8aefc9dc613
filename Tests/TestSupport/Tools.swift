package import Foundation
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
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let folder = try TemporaryFolder()
    let file = try folder.write(input, to: "input")
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: file))
    let pipe = Pipe()
    process.standardOutput = pipe
    if takesErrors { process.standardError = pipe }
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard mayFail || process.terminationStatus == 0 else {
        throw ToolFailure(command: command, said: String(decoding: said, as: UTF8.self))
    }
    return said
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
