import DurableFiles

/// What can be wrong with bytes that are to be an MP3, or with MP3s that are to be joined.
package enum MP3Error: MakingError, Hashable {
    /// The file has no bytes.
    case empty
    /// No two MPEG frames in a row; `start` is up to 16 of the first bytes.
    case noFrames(start: [UInt8])
    /// The file ends inside the tag at its start.
    case cutInTag
    /// The file ends inside its last frame.
    case cutInFrame
    /// Frames of Layer I or II.
    case wrongLayer(Int)
    /// So many bytes that are neither frames nor tags.
    case garbage(byteCount: Int)
    /// MP3s that cannot be joined without encoding them again.
    case mixedFormats(AudioFormat, AudioFormat)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .empty: "the audio is empty"
        case .noFrames(let start): "this is no MP3: no two MPEG frames in a row; \(begins(start))"
        case .cutInTag: "the MP3 ends inside the tag at its start"
        case .cutInFrame: "the MP3 ends inside its last frame"
        case .wrongLayer(let layer): "this is MPEG audio of Layer \(layer), not an MP3 (Layer 3)"
        case .garbage(let count): "the MP3 has \(count) bytes that are neither frames nor tags"
        case .mixedFormats(let first, let other):
            "the clips differ (\(first) and \(other)) and cannot be joined without encoding again; "
                + "use one voice for the job"
        }
    }
}

/// How bytes begin, for a person who wonders what the service sent: `it begins with "<html>"`.
private func begins(_ start: [UInt8]) -> String {
    let text = start.map { byte in
        (0x20..<0x7F).contains(byte) ? String(UnicodeScalar(byte)) : "."
    }
    return "it begins with \"\(text.joined())\""
}
