/// How long and how large a download may be.
///
/// How long it may stand still is the HTTP client's matter, see
/// ``ClipDownloader/clientConfiguration(width:idle:)``.
package struct DownloadLimits: Hashable, Sendable {
    /// For all of it: redirects, head and body.
    package var total: Duration
    /// The most bytes a clip may have.
    package var byteCount: Int

    /// Limits; by default 10 minutes and 512 MiB.
    package init(total: Duration = .seconds(600), byteCount: Int = 512 * 1024 * 1024) {
        self.total = total
        self.byteCount = byteCount
    }
}
