import ReportPages

/// The parts that live pages have beside those of the report; they are in the command itself.
enum LivePageStore {
    /// The script of every live page.
    static let script = PageStore.sharedScript + text(PackageResources.live_js)

    /// The templates by name.
    static let templates = [
        "live": text(PackageResources.live_mustache),
        "problem": text(PackageResources.problem_mustache),
        "batches": text(PackageResources.batches_mustache),
        "now": text(PackageResources.now_mustache),
        "latest": text(PackageResources.latest_mustache),
    ]

    /// What a live page may do.
    static let policy = PageStore.servedPolicy(script: script)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
