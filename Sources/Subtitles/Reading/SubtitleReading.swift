import Texts

/// How subtitle files are read.
package struct SubtitleReadingOptions: Hashable, Sendable {
    /// The encoding by iconv's name.
    ///
    /// Nil finds it from the bytes. A byte order mark counts more.
    package var encoding: String?

    /// Options with this encoding.
    package init(encoding: String? = nil) {
        self.encoding = encoding
    }
}

/// Reads a subtitle file.
///
/// What its first lines say counts more than its name: a `.srt` that is WebVTT is read as such.
///
/// - Parameter format: what the name says it is.
/// - Throws: ``SubtitleError/unreadable(path:reason:)`` for a file that cannot be opened, is larger
///   than 64 MB or no text; ``SubtitleError/noSubtitles(path:reason:)`` for one without any cue.
package func readSubtitles(
    at path: String, format: SubtitleFormat, options: SubtitleReadingOptions
) throws(SubtitleError) -> SubtitleFile {
    let bytes = try fileBytes(path)
    var file: SubtitleFile
    if format == .ttml {
        file = TTMLReader.read(bytes, encoding: options.encoding, path: path)
    } else {
        let (text, encoding) = try decoded(bytes, as: options.encoding, path: path)
        file = subtitles(in: text, format: format, path: path)
        file.encoding = encoding
    }
    if let doubt = file.encoding?.doubt {
        throw .unreadable(path: path, reason: "\(doubt); name it with --encoding")
    }
    file.removeSpoiltCues()
    return try requireCues(file)
}

/// The cues of a text that was decoded already.
package func subtitles(in text: String, format: SubtitleFormat, path: String) -> SubtitleFile {
    switch SubtitleFormat(startOf: text) ?? format {
    case .srt: SRTReader.read(text, path: path)
    case .vtt: WebVTTReader.read(text, path: path)
    case .ass: ASSReader.read(text, path: path)
    case .sbv: SBVReader.read(text, path: path)
    case .lrc: LRCReader.read(text, path: path)
    case .ttml: TTMLReader.read(Array(text.utf8), encoding: "UTF-8", path: path)
    }
}

/// No film's subtitles come near it.
private let maximumByteCount = 64 * 1024 * 1024

private func fileBytes(_ path: String) throws(SubtitleError) -> [UInt8] {
    do {
        guard let bytes = try WholeText.bytes(ofFileAt: path, limit: maximumByteCount) else {
            throw SubtitleError.unreadable(path: path, reason: "it is larger than 64 MB")
        }
        return bytes
    } catch let error as SubtitleError {
        throw error
    } catch TextError.unreadable(_, let reason) {
        throw .unreadable(path: path, reason: reason)
    } catch {
        throw .unreadable(path: path, reason: "\(error)")
    }
}

private func decoded(
    _ bytes: [UInt8], as encoding: String?, path: String
) throws(SubtitleError) -> (text: String, encoding: FoundEncoding) {
    guard let found = foundEncoding(of: bytes, named: encoding) else {
        throw .unreadable(
            path: path,
            reason: "it is no text in any known encoding; if it is one, name it with --encoding")
    }
    switch WholeText.decode(bytes, as: found.name) {
    case .text(let text): return (String(decoding: text, as: UTF8.self), found)
    case .unknownEncoding:
        throw .unreadable(path: path, reason: "iconv does not know the encoding `\(found.name)`")
    case .undecodable(let reason):
        // One bad byte does not spoil the file: the cue it stands in becomes a fault.
        if found.name == "UTF-8" { return (String(decoding: bytes, as: UTF8.self), found) }
        guard let text = FewBrokenLines.decoded(bytes, as: found.name) else {
            throw .unreadable(path: path, reason: reason)
        }
        return (String(decoding: text, as: UTF8.self), found)
    }
}

extension SubtitleFile {
    /// Makes faults of cues with U+FFFD, which stands for what could not be decoded.
    fileprivate mutating func removeSpoiltCues() {
        let isSpoilt = { (cue: Cue) in cue.text.unicodeScalars.contains("\u{FFFD}") }
        let spoilt = cues.filter(isSpoilt)
        guard !spoilt.isEmpty else { return }
        cues.removeAll(where: isSpoilt)
        faults += spoilt.map { cue in
            SubtitleFault(
                place: SourcePlace(path: path, line: cue.line, column: 1),
                message: "the cue holds bytes that are no text in the file's encoding (U+FFFD); "
                    + "correct them, or name another encoding with --encoding")
        }
        faults.sort { $0.place.line < $1.place.line }
    }
}

private func requireCues(_ file: SubtitleFile) throws(SubtitleError) -> SubtitleFile {
    guard file.cues.isEmpty else { return file }
    if let fault = file.faults.first {
        throw .noSubtitles(path: file.path, reason: "no cue can be read. \(fault)")
    }
    throw .noSubtitles(path: file.path, reason: "it holds no cue in the format \(file.format)")
}

extension SubtitleFormat {
    /// The format that a text's first line tells, whatever its name; nil if it tells none.
    init?(startOf text: String) {
        let start = text.unicodeScalars.prefix(4096).drop {
            $0 == "\u{FEFF}" || $0.properties.isWhitespace
        }
        let head = String(String.UnicodeScalarView(start.prefix(64)))
        if head.hasPrefix("WEBVTT") {
            self = .vtt
        } else if head.lowercased().hasPrefix("[script info]") {
            self = .ass
        } else if head.hasPrefix("<?xml") || head.hasPrefix("<tt") {
            self = .ttml
        } else {
            return nil
        }
    }
}
