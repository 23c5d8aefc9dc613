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
// PostgreSQL's client library, which only a build with the trait needs.
let postgres = Target.Dependency.target(
    name: "CPostgres", condition: .when(traits: ["PostgreSQL"]))

let package = Package(
    name: "kling-batch",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kling-batch", targets: ["kling-batch"]),
        .library(name: "KlingBatch", targets: ["KlingBatch"]),
    ],
    traits: [
        .trait(name: "PostgreSQL", description: "Ledgers in PostgreSQL as well; needs libpq-dev.")
    ],
    dependencies: [
        // Subcommands, options and their help.
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system.git", exact: "1.8.1"),
        // The header names and status codes of these servers.
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        // SQLite, for the ledger.
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        // The HTTP server under the emulator and the live pages.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        // Fills the templates of pages, and escapes what is filled in.
        .package(
            url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        // Ctrl-C and termination as an asynchronous sequence.
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", exact: "1.0.2"),
    ],
    targets: [
        // Bytes, encodings, places, CSV and JSON as they stand in files, classes of characters.
        .target(name: "Texts"),
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
        // Trees of markup, and the archives they come in.
        .target(name: "Markup", dependencies: ["Texts", "CZlib", "CXML2"]),
        // The values every stage shares.
        .target(name: "SpeechTasks", dependencies: ["Texts", crypto]),
        // What tools are started with.
        .target(name: "ChildProcesses", dependencies: [subprocess, system]),
        // Files to rows.
        .target(name: "JobLists", dependencies: ["Texts", "Markup", "SpeechTasks"]),
        // Files to books.
        .target(
            name: "Books",
            dependencies: ["Texts", "Markup", "ChildProcesses", subprocess, system]),
        // Files to cues.
        .target(
            name: "Subtitles",
            dependencies: ["Texts", "Markup", "ChildProcesses", subprocess, system]),
        // What is spoken of a book or of cues.
        .target(
            name: "Narration",
            dependencies: ["Texts", "Markup", "SpeechTasks", "JobLists", "Books", "Subtitles"]),
        // A text's seams, and its least and best pieces.
        .target(name: "Sentences", dependencies: ["Texts", "SpeechTasks"]),
        // Cues to utterances, speeds and packs.
        .target(name: "Utterances", dependencies: ["Texts", "SpeechTasks", "Sentences"]),
        // The bounded task group and its pace.
        .target(name: "WorkerPool"),
        // What every HTTP client needs: guarded connections, and texts from outside made harmless.
        .target(name: "HTTPSupport", dependencies: ["Texts", httpClient, nioCore, nioHTTP]),
        // The paid call and what its replies mean.
        .target(
            name: "KlingAPI",
            dependencies: [
                "Texts", "SpeechTasks", "HTTPSupport", "CZlib", crypto, httpClient, nioCore,
                nioHTTP, nioPosix, nioSSL,
            ]),
        // The ledger: its rules and its SQL, for any database.
        .target(name: "Ledger", dependencies: ["Texts", "SpeechTasks"]),
        // The ledger in an SQLite file.
        .target(
            name: "SQLiteConnection",
            dependencies: [
                "Ledger", "CMalloc", system, .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // libpq, for ledgers in PostgreSQL.
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // The ledger in PostgreSQL; empty without the trait.
        .target(name: "PostgresConnection", dependencies: ["Ledger", postgres]),
        // A ledger by its name, wherever it lies.
        .target(
            name: "Ledgers", dependencies: ["Ledger", "SQLiteConnection", "PostgresConnection"]),
        // Files that are whole or not there, folders, and the tools that make files.
        .target(
            name: "DurableFiles",
            dependencies: [
                "Texts", "ChildProcesses", "CRename", crypto, nioPosix, subprocess, system,
            ]),
        // Frames walked, checked, tagged, joined.
        .target(
            name: "MP3", dependencies: ["Texts", "DurableFiles", system]),
        // The store of clips and its downloads.
        .target(
            name: "Clips",
            dependencies: [
                "Texts", "SpeechTasks", "HTTPSupport", "DurableFiles", "MP3", httpClient, nioCore,
                nioHTTP, logging, system,
            ]),
        // Clips to tracks.
        .target(
            name: "Tracks",
            dependencies: ["Texts", "SpeechTasks", "DurableFiles", "MP3", "Clips", crypto, system]),
        // Tracks to audiobooks.
        .target(
            name: "Audiobooks",
            dependencies: ["Texts", "DurableFiles", "MP3", "Tracks", crypto, system]),
        // Tracks and their texts to books that show what is heard.
        .target(
            name: "ReadAlong",
            dependencies: [
                "Texts", "Markup", "Sentences", "Utterances", "DurableFiles", "Tracks", crypto,
                system,
            ]),
        // Utterances to one track, and into a film.
        .target(
            name: "VoiceTracks",
            dependencies: [
                "SpeechTasks", "Utterances", "DurableFiles", "MP3", "Clips", "Tracks", system,
            ]),
        // Named figures, and their table, CSV and JSON forms.
        .target(name: "ReportForms", dependencies: ["Texts", "Markup", "SpeechTasks"]),
        // Inputs to a plan.
        .target(
            name: "BatchPlanning",
            dependencies: [
                "Texts", "SpeechTasks", "JobLists", "Books", "Subtitles", "Narration", "Sentences",
                "Utterances", "KlingAPI", "Ledger", "Ledgers", "DurableFiles", "MP3",
                "Clips", "Tracks", "Audiobooks", "ReadAlong", "VoiceTracks", crypto, system,
            ]),
        // All stages, wired for one batch.
        .target(
            name: "BatchRun",
            dependencies: [
                "Texts", "SpeechTasks", "Books", "Sentences", "Utterances", "WorkerPool",
                "HTTPSupport", "KlingAPI", "Ledger", "Ledgers", "DurableFiles", "MP3",
                "Clips", "Tracks", "Audiobooks", "ReadAlong", "VoiceTracks", "ReportForms",
                "BatchPlanning", crypto, system, logging, httpClient,
            ]),
        // One account of a batch, and how it, plans, events and jobs are drawn.
        .target(
            name: "Reports",
            dependencies: [
                "Texts", "SpeechTasks", "Ledger", "ReportForms", "BatchPlanning", "BatchRun",
                "Audiobooks",
            ]),
        // The report as a page: its templates, style and script, which lie in the command itself.
        .target(
            name: "ReportPages",
            dependencies: [
                "Texts", "SpeechTasks", "Ledger", "DurableFiles", "ReportForms", "BatchPlanning",
                "BatchRun", "Reports", crypto, system,
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [
                .embedInCode("Page/page.css"), .embedInCode("Page/shared.js"),
                .embedInCode("Page/calls.js"), .embedInCode("Page/film.js"),
                .embedInCode("Page/jobs.js"), .embedInCode("Page/report.js"),
                .embedInCode("Page/top.mustache"), .embedInCode("Page/summary.mustache"),
                .embedInCode("Page/open.mustache"), .embedInCode("Page/money.mustache"),
                .embedInCode("Page/calls.mustache"), .embedInCode("Page/runs.mustache"),
                .embedInCode("Page/book.mustache"),
                .embedInCode("Page/chapter.mustache"), .embedInCode("Page/film.mustache"),
                .embedInCode("Page/list.mustache"), .embedInCode("Page/bottom.mustache"),
            ]),
        // What every HTTP server of ours needs: serving until it is cancelled, on loopback alone.
        .target(
            name: "HTTPServing",
            dependencies: [
                logging, nioCore,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
            ]),
        // A ledger's batches as pages that go on with them.
        .target(
            name: "LivePages",
            dependencies: [
                "Texts", "SpeechTasks", "Ledger", "SQLiteConnection", "Ledgers", "DurableFiles",
                "ReportForms", "BatchRun", "Reports", "ReportPages", "HTTPServing", logging,
                nioCore, system,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            resources: [
                .embedInCode("Page/live.js"), .embedInCode("Page/live.mustache"),
                .embedInCode("Page/problem.mustache"), .embedInCode("Page/batches.mustache"),
                .embedInCode("Page/now.mustache"), .embedInCode("Page/latest.mustache"),
            ]),
        // A stand-in service with its own bill and faults.
        .target(
            name: "KlingEmulator",
            dependencies: [
                "HTTPServing", crypto, system, subprocess, logging, httpClient, nioCore, nioHTTP,
                nioSSL,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        // The library: batches for other programs.
        .target(
            name: "KlingBatch",
            dependencies: [
                "Texts", "SpeechTasks", "JobLists", "Books", "Narration", "Ledger",
                "Ledgers", "Tracks", "Audiobooks", "BatchPlanning", "BatchRun",
                "Reports", logging,
            ]),
        // The command.
        .executableTarget(
            name: "kling-batch",
            dependencies: [
                "ChildProcesses", "Texts", "SpeechTasks", "JobLists", "Books", "Narration",
                "Ledger", "Ledgers", "Tracks", "Audiobooks", "VoiceTracks", "ReportForms",
                "BatchPlanning", "BatchRun", "Reports", "ReportPages", "HTTPServing", "LivePages",
                "KlingEmulator", logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        // What tests of several targets need: folders, the shared data, tools, tags.
        .target(
            name: "TestSupport", dependencies: ["Texts", "WorkerPool"], path: "Tests/TestSupport"),
        // Servers on loopback for tests.
        .target(
            name: "TestServers",
            dependencies: ["KlingEmulator", nioCore, nioPosix, nioSSL],
            path: "Tests/TestServers"),
        // Audio for the tests of the targets that make audio files.
        .target(
            name: "AudioFixtures",
            dependencies: ["SpeechTasks", "Clips", "Tracks", "TestSupport", crypto, system],
            path: "Tests/AudioFixtures"),
        .testTarget(
            name: "KlingEmulatorTests",
            dependencies: [
                "KlingEmulator", "TestSupport", "TestServers", crypto, httpClient, nioCore,
                nioHTTP, subprocess,
            ]),
        .testTarget(name: "TextsTests", dependencies: ["Texts", "TestSupport"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "TestSupport"]),
        .testTarget(
            name: "SentencesTests", dependencies: ["Sentences", "SpeechTasks", "TestSupport"]),
        .testTarget(
            name: "UtterancesTests",
            dependencies: ["Sentences", "Utterances", "SpeechTasks"]),
        .testTarget(
            name: "JobListsTests",
            dependencies: ["JobLists", "Markup", "Texts", "SpeechTasks", "TestSupport"]),
        .testTarget(
            name: "BooksTests",
            dependencies: ["Books", "Narration", "Markup", "Texts", "TestSupport", "CZlib"]),
        .testTarget(
            name: "SubtitlesTests", dependencies: ["Subtitles", "Texts", "TestSupport"]),
        .testTarget(
            name: "NarrationTests",
            dependencies: [
                "Narration", "Books", "Subtitles", "Markup", "Texts", "SpeechTasks", "TestSupport",
            ]),
        .testTarget(name: "SpeechTasksTests", dependencies: ["SpeechTasks"]),
        .testTarget(
            name: "KlingAPITests",
            dependencies: [
                "KlingAPI", "SpeechTasks", "TestSupport", "TestServers", "CZlib", crypto,
                httpClient,
                nioCore, nioHTTP, nioPosix, nioSSL,
            ]),
        .testTarget(
            name: "HTTPSupportTests",
            dependencies: ["HTTPSupport"]),
        .testTarget(name: "WorkerPoolTests", dependencies: ["WorkerPool", "TestSupport"]),
        .testTarget(
            name: "ChildProcessesTests",
            dependencies: ["ChildProcesses", "TestSupport", subprocess]),
        .testTarget(
            name: "DurableFilesTests",
            dependencies: ["DurableFiles", "AudioFixtures", "TestSupport", system]),
        .testTarget(name: "MP3Tests", dependencies: ["MP3", "AudioFixtures", "TestSupport"]),
        .testTarget(
            name: "ClipsTests",
            dependencies: [
                "Clips", "MP3", "DurableFiles", "AudioFixtures", "TestServers", crypto, httpClient,
                logging, system,
            ]),
        .testTarget(
            name: "TracksTests",
            dependencies: [
                "Tracks", "Clips", "MP3", "DurableFiles", "SpeechTasks", "AudioFixtures",
                "TestSupport", crypto, system,
            ]),
        .testTarget(
            name: "AudiobooksTests",
            dependencies: [
                "Audiobooks", "Tracks", "MP3", "DurableFiles", "AudioFixtures", "TestSupport",
                crypto, system,
            ]),
        .testTarget(
            name: "ReadAlongTests",
            dependencies: [
                "ReadAlong", "DurableFiles", "Markup", "AudioFixtures", "TestSupport",
                system,
            ]),
        .testTarget(
            name: "VoiceTracksTests",
            dependencies: [
                "VoiceTracks", "Tracks", "Clips", "MP3", "DurableFiles", "SpeechTasks",
                "AudioFixtures", "TestSupport", crypto, system,
            ]),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Ledger", "SQLiteConnection", "PostgresConnection", "SpeechTasks", "TestSupport",
                system,
            ],
            exclude: ["Ledgers"]),
        .testTarget(
            name: "BatchPlanningTests",
            dependencies: [
                "BatchPlanning", "JobLists", "Ledger", "SpeechTasks", "Texts", "TestSupport",
            ]),
        .testTarget(
            name: "BatchRunTests",
            dependencies: [
                "BatchRun", "BatchPlanning", "DurableFiles", "MP3", "Clips", "Tracks", "Audiobooks",
                "VoiceTracks", "Books", "Markup", "Narration", "JobLists", "Texts", "KlingAPI",
                "KlingEmulator", "Ledger", "Ledgers", "SQLiteConnection", "Reports", "ReportForms",
                "SpeechTasks", "WorkerPool", "AudioFixtures", "TestSupport", "TestServers",
                logging, system,
            ]),
        .testTarget(
            name: "KlingBatchTests",
            dependencies: [
                "KlingBatch", "BatchPlanning", "KlingEmulator", "TestSupport", "TestServers",
            ]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "ReportForms", "BatchRun", "WorkerPool", "Ledger", "SQLiteConnection",
                "BatchPlanning", "SpeechTasks", "Texts", "TestSupport",
            ]),
        .testTarget(
            name: "ReportPagesTests",
            dependencies: ["ReportPages", "TestSupport"]),
        .testTarget(
            name: "LivePagesTests",
            dependencies: ["LivePages"]),
        // The built command is run as a person runs it.
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "kling-batch", "BatchPlanning", "BatchRun", "SpeechTasks", "Tracks", "Audiobooks",
                "KlingEmulator", "Ledger",
                "SQLiteConnection", "AudioFixtures", "TestSupport", "TestServers", subprocess,
                system,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ]
)

// The ledger alone, so that its tests with the trait compile little (Tests/postgresql.sh).
if Context.environment["KLING_BATCH_TARGETS"] == "ledger" {
    let kept: Set = [
        "CMalloc", "CPostgres", "Ledger", "LedgerTests", "PostgresConnection", "SQLiteConnection",
        "SpeechTasks", "TestSupport", "Texts", "WorkerPool",
    ]
    package.products = []
    package.targets.removeAll { !kept.contains($0.name) }
}

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
