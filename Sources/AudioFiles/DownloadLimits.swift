/// How long and how large a download may be.
public struct DownloadLimits: Hashable, Sendable {
    /// For all of it: redirects, head and body.
    public var total: Duration
    /// Without a single byte; noticed after at most twice as long.
    public var idle: Duration
    /// The most bytes a clip may have.
    public var byteCount: Int

    /// Limits; by default 10 minutes in all, 30 seconds idle, 512 MiB.
    public init(
        total: Duration = .seconds(600), idle: Duration = .seconds(30),
        byteCount: Int = 512 * 1024 * 1024
    ) {
        self.total = total
        self.idle = idle
        self.byteCount = byteCount
    }
}
