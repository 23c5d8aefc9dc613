/// The kind of file an audiobook is.
package enum AudiobookFormat: String, CaseIterable, Sendable {
    /// AAC in MP4, with chapters as audiobook players read them.
    case m4b
    /// The tracks' own frames, not encoded again, with ID3v2 chapters.
    case mp3
    /// Opus in Ogg, with chapters as Vorbis comments.
    case opus

    /// The bit rate where none is asked for: plain speech in one channel.
    var defaultBitRate: Int { self == .opus ? 32 : 64 }
}
