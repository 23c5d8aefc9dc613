import Foundation

/// The names in a folder.
func filesIn(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder))
}

/// Another process that has a ledger's file locked as a run has it.
final class LockingProcess {
    private let process = Process()
    private let input = Pipe()

    init(_ path: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            """
            import fcntl, struct, sys
            file = open(sys.argv[1], "r+b")
            place = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 1 << 62, 1, 0)
            fcntl.fcntl(file, 37, place)
            print("locked", flush=True)
            sys.stdin.read()
            """, path,
        ]
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
