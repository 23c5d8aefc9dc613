import Foundation
import Texts

extension BookDump {
    /// Reads a dumped book back, edits with it.
    ///
    /// Every chapter is body. Throws ``BookError/badDump(path:reason:)`` and
    /// ``BookError/unreadable(path:reason:)``, among others for a listed file that is missing, for a
    /// text with nothing to speak, and for a file that is a symbolic link.
    package static func read(from folder: String) throws(BookError) -> Book {
        let list = try list(in: folder)
        let names = try textNames(in: folder)
        var listed: Set<String> = []
        var chapters: [Chapter] = []
        for chapter in list.chapters {
            guard listed.insert(chapter.file).inserted else {
                throw .badDump(
                    path: folder + "/" + listName, reason: "it lists `\(chapter.file)` twice")
            }
            guard names.contains(chapter.file) else {
                throw .badDump(
                    path: folder + "/" + chapter.file,
                    reason: "the file is missing; bring it back, or take it out of \(listName)")
            }
        }
        for chapter in ordered(list.chapters, with: names.subtracting(listed)) {
            chapters.append(try read(chapter, in: folder))
        }
        let cover = try list.cover.map { cover throws(BookError) in
            BookCover(
                bytes: try bytes(of: folder + "/" + cover.file), mediaType: cover.mediaType)
        }
        return Book(metadata: list.metadata, cover: cover, chapters: chapters)
    }

    private static func textNames(in folder: String) throws(BookError) -> Set<String> {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            return Set(names.filter { !$0.hasPrefix(".") && $0.lowercased().hasSuffix(".txt") })
        } catch {
            throw .unreadable(path: folder, reason: (error as NSError).localizedDescription)
        }
    }

    /// The listed chapters, and after each the further files whose names come next to its own.
    private static func ordered(
        _ listed: [ListedChapter], with further: Set<String>
    ) -> [ListedChapter] {
        let names = listed.map(\.file).sorted(by: precedes)
        var followers: [String: [ListedChapter]] = [:]
        for name in further.sorted(by: precedes) {
            let before = names.last { precedes($0, name) } ?? ""
            followers[before, default: []].append(
                ListedChapter(file: name, title: title(ofFile: name)))
        }
        return (followers[""] ?? []) + listed.flatMap { [$0] + (followers[$0.file] ?? []) }
    }

    /// The order of file names: by their characters' numbers, the same on every machine.
    private static func precedes(_ name: String, _ other: String) -> Bool {
        name.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
    }

    /// A further chapter's title: its file's name without number and ending; nil if no more is left.
    private static func title(ofFile name: String) -> String? {
        let stem = name.dropLast(4)
        let digits = stem.prefix { $0.isASCII && $0.isNumber }
        var rest = stem.dropFirst(digits.count)
        if !digits.isEmpty, let mark = rest.first, mark.isASCII, mark.isLetter,
            rest.dropFirst().first?.isLetter != true
        {
            rest = rest.dropFirst()
        }
        let title = rest.drop { " ._-".contains($0) }.trimmed
        return title.isEmpty ? nil : String(title)
    }

    private static func read(
        _ listed: ListedChapter, in folder: String
    ) throws(BookError) -> Chapter {
        let path = folder + "/" + listed.file
        let bytes = try bytes(of: path)
        guard WholeText.isUTF8(bytes) else {
            throw .badDump(path: path, reason: "is not UTF-8; save it as UTF-8")
        }
        let text = String(decoding: bytes.withoutUTF8Mark, as: UTF8.self)
        // A heading is found once, in its order: what says the same later is text.
        var headings = (listed.headings ?? [])[...]
        let blocks = paragraphs(of: text).map { paragraph in
            if let place = headings.firstIndex(where: { $0.text == paragraph }) {
                let level = min(max(headings[place].level, 1), 6)
                headings = headings[(place + 1)...]
                return Block(.heading(level: level), paragraph)
            }
            return Block(paragraph.contains("\n") ? .verse : .paragraph, paragraph)
        }
        guard blocks.contains(where: { $0.text.saysSomething }) else {
            throw .badDump(
                path: path,
                reason: "there is nothing to speak in it; to leave the chapter out, take it out of "
                    + "\(listName) and delete the file")
        }
        return Chapter(
            title: listed.title, level: max(listed.level ?? 1, 1),
            place: SourcePlace(path: path, line: 1, column: 1), blocks: blocks)
    }

    /// The bytes of a file in the folder; what a symbolic link leads to is no part of it.
    private static func bytes(of path: String) throws(BookError) -> [UInt8] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType != .typeSymbolicLink else {
            throw .badDump(path: path, reason: "is a symbolic link; put the file itself there")
        }
        return try BookError.ofDump { () throws(TextError) in try SmallFile.bytes(path) }
    }

    /// The stretches of a text that blank lines part.
    private static func paragraphs(of text: String) -> [String] {
        var paragraphs: [[String]] = [[]]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = String(line.trimmed)
            if !line.isEmpty {
                paragraphs[paragraphs.count - 1].append(line)
            } else if paragraphs.last?.isEmpty == false {
                paragraphs.append([])
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }
}
