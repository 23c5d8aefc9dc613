import Books
import Foundation
import TestSupport
import Testing

/// Tools that hang, write without end or fail.
@Suite(.timeLimit(.minutes(10))) struct BookToolTests {
    /// Runs a script as a tool and gives what comes of it.
    private static func failure(
        _ script: String, arguments: [String] = [], limits: BookTool.Limits = BookTool.Limits()
    ) async throws -> String {
        try await withTemporaryFolder { folder in
            let tool = folder + "/tool"
            try "#!/bin/sh\n\(script)\n".write(toFile: tool, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: tool)
            let work = folder + "/work"
            try FileManager.default.createDirectory(
                atPath: work, withIntermediateDirectories: true)
            do {
                try await BookTool(tool, package: "none", limits: limits)
                    .run(arguments, on: "book", in: work)
                return try String(contentsOfFile: work + "/out", encoding: .utf8)
            } catch let error as BookError {
                return "\(error)"
            }
        }
    }

    @Test("a tool that hangs is ended with all that it has started")
    func hanging() async throws {
        var limits = BookTool.Limits()
        limits.time = .milliseconds(300)
        let said = try await Self.failure("sleep 600 & sleep 600", limits: limits)
        #expect(said.contains("did not end within"))
    }

    @Test(
        "a tool that writes without end is ended",
        arguments: ["yes > \"$TMPDIR/out\"", "yes >&2", "yes > \"$TMPDIR/out\" & wait"])
    func endless(script: String) async throws {
        var limits = BookTool.Limits()
        limits.byteCount = 4 << 20
        #expect(try await Self.failure(script, limits: limits).contains("more than 4 MiB"))
    }

    @Test("a tool that fails is told by its last line, whatever it prints before")
    func failing() async throws {
        let said = try await Self.failure(
            "yes | head -n 90000 >&2; echo 'no such form' >&2; exit 3")
        #expect(said.hasSuffix("could not convert it: no such form"))
    }

    @Test("a tool's language is nobody's, and its temporary files lie in the folder that goes")
    func environment() async throws {
        let said = try await Self.failure("echo \"$LANG $LC_ALL $(dirname $TMPDIR)\" > $TMPDIR/out")
        #expect(said.hasPrefix("C.UTF-8 C.UTF-8 /"))
    }

    @Test("a tool that is missing is named with its package")
    func missing() async throws {
        _ = try await withTemporaryFolder { folder in
            await #expect(
                throws: BookError.toolMissing(path: "book", tool: "no-such-tool", package: "some")
            ) {
                try await BookTool("no-such-tool", package: "some")
                    .run([], on: "book", in: folder)
            }
        }
    }
}
