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
/// - Parameters:
///   - format: what the name says it is, or what a person does.
///   - isSaid: whether a person says it, who counts more than the first lines.
/// - Throws: ``SubtitleError/unreadable(path:reason:)`` for a file that cannot be opened, is larger
///   than 64 MB or no text; ``SubtitleError/noSubtitles(path:reason:)`` for one without any cue;
///   ``SubtitleError/notConverted(path:reason:)`` where a tool is missing or fails.
package func readSubtitles(
    at path: String, format: SubtitleFormat, isSaid: Bool = false, options: SubtitleReadingOptions
) async throws -> SubtitleFile {
    let bytes = try fileBytes(path)
    let start = Array(bytes.prefix(64 * 1024))
    let shown =
        isSaid ? nil : SubtitleFormat(startOf: start, isWhole: start.count == bytes.count)
    let format = shown ?? format
    if let way = format.wayOut { throw SubtitleError.notConverted(path: path, reason: way) }
    let kinds: Set<FileKind> = [.subtitles, .text, .xml, .webPage]
    let taken = kinds.union(options.encoding == nil ? [] : [.data])
    if let reason = FileKind.misfit(at: path, taking: taken) {
        throw SubtitleError.unreadable(path: path, reason: reason)
    }
    var file: SubtitleFile
    if format == .ttml {
        file = TTMLReader.read(bytes, encoding: options.encoding, path: path)
    } else {
        let (text, encoding) = try decoded(bytes, as: options.encoding, path: path)
        if let converter = SubtitleConverter(format) {
            file = try await converter.read(text, path: path)
        } else {
            file = subtitles(in: text, as: format, path: path)
        }
        file.encoding = encoding
    }
    if let doubt = file.encoding?.doubt {
        throw SubtitleError.unreadable(path: path, reason: "\(doubt); name it with --encoding")
    }
    file.removeSpoiltCues()
    return try requireCues(file)
}

/// The cues of a text that was decoded already, in the format of its first lines or else in this one.
package func subtitles(in text: String, format: SubtitleFormat, path: String) -> SubtitleFile {
    subtitles(in: text, as: SubtitleFormat(signatureOf: text) ?? format, path: path)
}

private func subtitles(in text: String, as format: SubtitleFormat, path: String) -> SubtitleFile {
    var file =
        switch format {
        case .vtt: WebVTTReader.read(text, path: path)
        case .ass: ASSReader.read(text, path: path)
        case .sbv: SBVReader.read(text, path: path)
        case .lrc: LRCReader.read(text, path: path)
        case .mpl2: MPL2Reader.read(text, path: path)
        case .tmplayer: TMPlayerReader.read(text, path: path)
        case .sami: SAMIReader.read(text, path: path)
        case .ttml: TTMLReader.read(Array(text.utf8), encoding: "UTF-8", path: path)
        case .srt, .microdvd, .scc, .stl, .ebu, .pictures: SRTReader.read(text, path: path)
        }
    if [.srt, .vtt, .sbv, .mpl2].contains(format) {
        let isLikely = path.lowercased().hasSuffix(".msrt")
        file.cues = LanguageLines.parted(file.cues, isLikely: isLikely)
    }
    return file
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
