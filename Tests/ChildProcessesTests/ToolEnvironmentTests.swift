import ChildProcesses
import Foundation
import Subprocess
import Testing

@Suite("A tool")
struct ToolEnvironmentTests {
    @Test("inherits the environment without the account's secrets")
    func secrets() async {
        await #expect(processExitsWith: .success) {
            let secrets = ["KLING_API_TOKEN", "KLING_ACCESS_KEY", "KLING_SECRET_KEY"]
            for name in secrets { setenv(name, "secret", 1) }
            setenv("KLING_OTHER", "kept", 1)
            let result = try await Subprocess.run(
                .name("env"), environment: .withoutSecrets, output: .string(limit: 1 << 20))
            let lines = result.standardOutput.split(separator: "\n")
            #expect(lines.contains("KLING_OTHER=kept"))
            #expect(!lines.contains { $0.hasSuffix("=secret") })
        }
    }
}
