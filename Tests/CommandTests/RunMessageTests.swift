import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What a person is told of a run that did not make everything, and of files that changed.
@Suite(.timeLimit(.minutes(10)))
struct RunMessageTests {
    @Test("a voice that is refused is named, with the published one that it is near to")
    func wrongVoice() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text,voice\na,Hello.,reader_en_m-v2\nb,Hi.,\n", to: "lines.csv")
            try await withSilentEmulator {
                $0.voices = ["reader_en_m-v1"]
            } perform: { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 2)
                #expect(run.output.contains("refused with the voice “reader_en_m-v2” (HTTP"))
                #expect(run.output.contains("did you mean reader_en_m-v1?"), "\(run.output)")
            }
        }
    }

    @Test("a job that is held says with which HTTP status its call ended")
    func heldStatus() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator {
                $0.faults = try FaultShares("html-504:1")
            } perform: { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--on-unknown", "hold"))
                #expect(run.exitCode == 2, "\(run.errors)")
                #expect(run.output.contains("is unknown (HTTP 504)"), "\(run.output)")
            }
        }
    }

    @Test("verify says of each file what fits what it found")
    func verify() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 0, "\(run.errors)")
                try FileManager.default.removeItem(atPath: kling.folder + "/audio/line-1.mp3")
                try kling.write("no longer audio", to: "audio/line-2.mp3")
                let found = try await kling.run(["verify"])
                #expect(found.exitCode == 2)
                let all = found.output + found.errors
                let missing = try #require(
                    all.split(separator: "\n").first { $0.contains("line-1.mp3") })
                #expect(missing.contains("missing; run the batch's command again"))
                #expect(!missing.contains("delete"))
                let changed = try #require(
                    all.split(separator: "\n").first { $0.contains("line-2.mp3") })
                #expect(changed.contains("move it away if the change is yours, else delete it"))
            }
        }
    }

    @Test(
        "a folder that takes no files is found before anything is asked or paid, and says why",
        .needs("unshare"))
    func readOnly() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator { emulator in
                let command = ([BuiltCommand.path] + BuiltCommand.runArguments(emulator))
                    .joined(separator: " ")
                // Root may write where only the mode forbids it, so the folder is mounted read-only.
                let output = try await kling.shell(
                    """
                    mkdir audio
                    unshare -rm sh -c 'mount --bind audio audio && \
                    mount -o remount,bind,ro audio && \(command) 2>&1; echo "exit $?"'
                    """)
                #expect(output.contains("that disk is mounted read-only"), "\(output)")
                #expect(output.contains("Nothing was sent."))
                #expect(!output.contains("make room"))
                #expect(output.contains("exit 1"))
                #expect(try emulator.bill().isEmpty)
            }
        }
    }
}
