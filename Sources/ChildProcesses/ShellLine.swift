import Subprocess
import SystemPackage

/// How a line of shell ended.
package enum ShellEnd: Sendable, Equatable {
    /// By itself, with this code.
    case exited(Int32)
    /// By a signal of somebody else.
    case signalled(Int32)
    /// It took longer than it may, and was ended.
    case tookTooLong
    /// There is no shell, or it did not start; the reason.
    case notStarted(String)
}

/// Runs a line of shell to its end, without the account's secrets.
///
/// It reads nothing and writes both its streams to standard error. What it leaves behind in the
/// background is not waited for. When the task is cancelled it is ended, with all that it started.
///
/// - Parameters:
///   - variables: what its environment has beside this process's; nil takes one of those away.
///   - longest: how long it may take.
package func runShell(
    _ line: String, variables: [String: String?], longest: Duration
) async throws(CancellationError) -> ShellEnd {
    let end = await withTaskGroup(of: ShellEnd?.self) { group in
        group.addTask { await run(line, variables) }
        group.addTask {
            // A cancelled wait is no end of its own.
            (try? await Task.sleep(for: longest)) == nil ? nil : .tookTooLong
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return first
    }
    guard !Task.isCancelled, let end else { throw CancellationError() }
    return end
}

private func run(_ line: String, _ variables: [String: String?]) async -> ShellEnd {
    var options = PlatformOptions()
    // A group of its own, so that what it started ends with it.
    options.processGroupID = 0
    options.teardownSequence = [
        .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(3))
    ]
    let added = variables.map { (Environment.Key(stringLiteral: $0), $1) }
    do {
        let result = try await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", line],
            environment: .withoutSecrets.updating(Dictionary(uniqueKeysWithValues: added)),
            platformOptions: options, input: .none,
            output: .fileDescriptor(.standardError, closeAfterSpawningProcess: false),
            error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
        return switch result.terminationStatus {
        case .exited(let code): .exited(code)
        case .signaled(let signal): .signalled(signal)
        }
    } catch {
        return .notStarted("\(error)")
    }
}
