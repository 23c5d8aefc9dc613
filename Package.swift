// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Content hashes of tasks, clips and tracks (SHA-256).
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
// File paths and open, write, sync, rename with typed errors.
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
// What libraries tell the person who runs them; only the command chooses where it goes.
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
// The HTTP client for the paid call and for the audio.
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
// ByteBuffer, in which the HTTP client hands over bodies.
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
// Methods, status codes and headers of that client.
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
// The errors of connecting.
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
// Certificates and the errors of TLS, which tell one that does not fit from a connection that failed.
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
// Child processes: ffmpeg, espeak-ng.
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "kling-batch",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kling-batch", targets: ["kling-batch"])
    ],
    dependencies: [
        // Subcommands, options and their help.
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        // Options from environment variables and the JSON configuration file.
        .package(url: "https://github.com/apple/swift-configuration.git", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system.git", exact: "1.8.1"),
        // The header names and status codes of the emulator's server.
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        // SQLite, for the ledger.
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        // The HTTP server under the emulator.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        // Ctrl-C and termination as an asynchronous sequence.
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", exact: "1.0.2"),
    ],
    targets: [
        // The values every stage shares.
        .target(name: "SpeechTasks", dependencies: [crypto]),
        // Files to jobs.
        .target(name: "JobSources", dependencies: ["SpeechTasks"]),
        // zlib, for the archives that EPUBs are and for replies that come packed.
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // libxml2, for XHTML and the package documents of EPUBs.
        .systemLibrary(
            name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        // Renaming that replaces nothing, which the C library hides from Swift.
        .systemLibrary(name: "CRename"),
        // What glibc keeps of freed memory, which it hides from Swift as well.
        .systemLibrary(name: "CMalloc"),
        // What tools are started with.
        .target(name: "ChildProcesses", dependencies: [subprocess]),
        // Books to chapters, and chapters to what is spoken of them.
        .target(
            name: "Books",
            dependencies: [
                "SpeechTasks", "JobSources", "ChildProcesses", "CZlib", "CXML2", subprocess, system,
            ]),
        // Subtitle files to what is spoken of them, and when.
        .target(name: "Subtitles", dependencies: ["JobSources", "Books"]),
        // Jobs to tasks.
        .target(name: "Planning", dependencies: ["SpeechTasks"]),
        // The bounded task group and its pace.
        .target(name: "WorkerPool"),
        // What every HTTP client needs: guarded connections, and texts from outside made harmless.
        .target(name: "HTTPSupport", dependencies: [httpClient, nioCore, nioHTTP]),
        // The paid call and what its replies mean.
        .target(
            name: "KlingAPI",
            dependencies: [
                "SpeechTasks", "JobSources", "HTTPSupport", "CZlib", crypto, httpClient, nioCore,
                nioHTTP, nioPosix, nioSSL,
            ]),
        // The ledger.
        .target(
            name: "RunLedger",
            dependencies: [
                "SpeechTasks", "CMalloc", system,
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // Clips and tracks.
        .target(
            name: "AudioFiles",
            dependencies: [
                "SpeechTasks", "ChildProcesses", "CRename", "HTTPSupport", crypto, system,
                httpClient,
                nioCore, nioHTTP, nioPosix, subprocess, logging,
            ]),
        // What a batch made and cost, as a table, CSV or JSON.
        .target(name: "Reports", dependencies: ["SpeechTasks"]),
        // All stages, wired for one batch.
        .target(
            name: "BatchRun",
            dependencies: [
                "SpeechTasks", "JobSources", "Books", "Subtitles", "Planning", "WorkerPool",
                "KlingAPI",
                "RunLedger", "AudioFiles", "Reports", "HTTPSupport", crypto, system, logging,
                httpClient,
            ]),
        // A stand-in service with its own bill and faults.
        .target(
            name: "KlingEmulator",
            dependencies: [
                crypto, system, subprocess, logging, httpClient, nioCore, nioHTTP, nioSSL,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        // The command.
        .executableTarget(
            name: "kling-batch",
            dependencies: [
                "SpeechTasks", "JobSources", "Books", "RunLedger", "AudioFiles", "Reports",
                "BatchRun", "KlingEmulator", system, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .testTarget(
            name: "KlingEmulatorTests",
            dependencies: [
                "KlingEmulator", crypto, httpClient, nioCore, nioHTTP, nioPosix, subprocess,
            ]),
        .testTarget(name: "PlanningTests", dependencies: ["Planning", "SpeechTasks"]),
        .testTarget(name: "JobSourcesTests", dependencies: ["JobSources", "SpeechTasks"]),
        .testTarget(
            name: "BooksTests", dependencies: ["Books", "JobSources", "SpeechTasks", "CZlib"]),
        .testTarget(name: "SubtitlesTests", dependencies: ["Subtitles", "Books", "JobSources"]),
        .testTarget(name: "SpeechTasksTests", dependencies: ["SpeechTasks"]),
        .testTarget(
            name: "KlingAPITests",
            dependencies: [
                "KlingAPI", "SpeechTasks", "JobSources", "CZlib", crypto, httpClient, nioCore,
                nioHTTP,
                nioPosix, nioSSL,
            ]),
        .testTarget(
            name: "HTTPSupportTests",
            dependencies: ["HTTPSupport"]),
        .testTarget(name: "WorkerPoolTests", dependencies: ["WorkerPool"]),
        .testTarget(
            name: "AudioFilesTests",
            dependencies: [
                "AudioFiles", "ChildProcesses", "SpeechTasks", crypto, system, httpClient, nioCore,
                nioPosix, logging, subprocess,
            ]),
        .testTarget(name: "RunLedgerTests", dependencies: ["RunLedger", "SpeechTasks", system]),
        .testTarget(
            name: "BatchRunTests",
            dependencies: [
                "BatchRun", "AudioFiles", "Books", "JobSources", "KlingAPI", "KlingEmulator",
                "RunLedger",
                "Reports",
                "SpeechTasks", logging, nioCore, nioPosix,
            ]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "SpeechTasks"]),
        // The built command is run as a person runs it.
        .testTarget(
            name: "CommandTests",
            dependencies: ["kling-batch", "KlingEmulator", "RunLedger", subprocess, system]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
