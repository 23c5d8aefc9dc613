/// The kind of file an audiobook is.
package enum AudiobookFormat: String, CaseIterable, Sendable {
    /// AAC in MP4, with chapters as audiobook players read them.
    case m4b
    /// The tracks' own frames, not encoded again, with ID3v2 chapters.
    case mp3
    /// Opus in Ogg, with chapters as Vorbis comments.
    case opus

    /// The most kilobits a second that are of use for plain speech in one channel.
    private var greatestBitRate: Int { self == .opus ? 32 : 64 }

    /// The bit rate where none is asked for: no more than keeps what the tracks hold.
    ///
    /// The least of 64 kbit/s (Opus: 32), three quarters of the tracks' own rate, and two bits for each
    /// of their samples; no less than 24 (Opus: 16), unless the tracks themselves have less. Three
    /// quarters, because AAC and Opus need less than MP3 for the same sound and ffmpeg's AAC encoder
    /// takes up to a third more than it is told; so the audiobook is never larger than its tracks.
    ///
    /// - Parameters:
    ///   - rate: the highest number of samples a second among the tracks.
    ///   - kilobits: the highest bit rate among them.
    func usefulBitRate(ofTracksHz rate: Int, kilobits: Int) -> Int {
        let useful = min(greatestBitRate, kilobits * 3 / 4, rate * 2 / 1000)
        return max(useful, min(self == .opus ? 16 : 24, kilobits), 8)
    }
}
