import ChildProcesses
import Foundation
import TestSupport
import Testing

@Suite("A line of shell", .timeLimit(.minutes(10)))
struct ShellLineTests {
    private func run(_ line: String, longest: Duration = .seconds(50)) async throws -> ShellEnd {
        try await runShell(line, variables: ["KLING_RUN_X": "a b"], longest: longest)
    }

    @Test("ends as its command does, and finds its variables")
    func ends() async throws {
        #expect(try await run("test \"$KLING_RUN_X\" = 'a b'") == .exited(0))
        #expect(try await run("exit 3") == .exited(3))
        #expect(try await run("kill -9 $$") == .signalled(9))
        #expect(try await run("no-such-command-anywhere 2>/dev/null") == .exited(127))
    }

    @Test("is ended with all that it started when it takes too long")
    func tooLong() async throws {
        try await withTemporaryFolder { folder in
            let line = "sleep 1000 & echo $! >'\(folder)/child'; wait"
            #expect(try await run(line, longest: .milliseconds(300)) == .tookTooLong)
            let child = try String(contentsOfFile: folder + "/child", encoding: .utf8)
            let pid = try #require(pid_t(child.trimmingCharacters(in: .whitespacesAndNewlines)))
            while kill(pid, 0) == 0 { await Task.yield() }
        }
    }

    @Test("leaves behind what it put into the background, and does not wait for it")
    func background() async throws {
        #expect(
            try await run("sleep 1000 & echo $! >/dev/null; kill $!; sleep 100 &") == .exited(0))
    }

    @Test("does not see what is taken away from its environment")
    func taken() async {
        await #expect(processExitsWith: .success) {
            setenv("KLING_X", "here", 1)
            let end = try await runShell(
                "test -z \"${KLING_X+here}\"", variables: ["KLING_X": nil], longest: .seconds(50))
            #expect(end == .exited(0))
        }
    }

    @Test("does not see the account's secrets")
    func secrets() async {
        await #expect(processExitsWith: .success) {
            setenv("KLING_API_TOKEN", "secret", 1)
            let end = try await runShell(
                "test -z \"$KLING_API_TOKEN\"", variables: [:], longest: .seconds(50))
            #expect(end == .exited(0))
        }
    }
}
