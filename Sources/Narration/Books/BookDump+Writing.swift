package import Books
import Foundation
import JobLists
import Texts

extension BookDump {
    /// Writes the chapters of a book into a folder, which is made if there is none.
    ///
    /// A folder with an older dump that nobody edited gets the new one in its place; files that are
    /// not the dump's stay. Throws ``BookError/badDump(path:reason:)`` for a folder that holds other
    /// things, for an edited text, list or cover, for a file in the way, and where something cannot be written. Each file is written under a
    /// temporary name first, so that a dump that breaks off leaves no half file.
    package static func write(
        _ chapters: [SpokenChapter], metadata: BookMetadata, cover: BookCover?, to folder: String
    ) throws(BookError) {
        var list = newList(chapters, metadata: metadata, cover: cover)
        var contents = zip(list.chapters, chapters).map { listed, chapter in
            (name: listed.file, bytes: Data((chapter.text + "\n").utf8))
        }
        for index in contents.indices {
            list.chapters[index].fingerprint = fingerprint(contents[index].bytes)
        }
        if let cover, let file = list.cover?.file { contents.append((file, Data(cover.bytes))) }
        let old = try prepared(folder)
        for content in contents where !old.contains(content.name) {
            try checkFree(folder + "/" + content.name, bytes: content.bytes)
        }
        defer {
            for content in contents {
                try? FileManager.default.removeItem(atPath: temporary(content.name, in: folder))
            }
        }
        do {
            // The list comes last: until then the folder is what it was, or new texts at worst.
            contents.append((listName, try list.signed().json()))
            for content in contents {
                try content.bytes.write(
                    to: URL(fileURLWithPath: temporary(content.name, in: folder)))
            }
            for name in old.subtracting(contents.map(\.name)) {
                let path = folder + "/" + name
                guard FileManager.default.fileExists(atPath: path) else { continue }
                try FileManager.default.removeItem(atPath: path)
            }
            for content in contents {
                try move(temporary(content.name, in: folder), to: folder + "/" + content.name)
            }
        } catch {
            throw .badDump(path: folder, reason: "cannot be written: \(reason(error))")
        }
    }

    private static func newList(
        _ chapters: [SpokenChapter], metadata: BookMetadata, cover: BookCover?
    ) -> List {
        let digitCount = max(3, String(chapters.map(\.number).max() ?? 0).utf8.count)
        return List(
            metadata: metadata,
            cover: cover.map { cover in
                let ending = endings.first { $0.value == cover.mediaType }?.key ?? "image"
                return Cover(
                    file: "cover.\(ending)", mediaType: cover.mediaType,
                    fingerprint: fingerprint(Data(cover.bytes)))
            },
            chapters: chapters.map { listed($0, digitCount: digitCount) })
    }

    private static let endings: KeyValuePairs = [
        "jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
        "svg": "image/svg+xml",
    ]

    private static func listed(_ chapter: SpokenChapter, digitCount: Int) -> ListedChapter {
        let digits = String(chapter.number)
        let number = String(repeating: "0", count: digitCount - digits.utf8.count) + digits
        let name = [number, chapter.title?.singleSpaced].compactMap { $0 }.joined(separator: " ")
        let headings = chapter.blocks.compactMap { block in
            if case .heading(let level) = block.kind {
                return Heading(level: level, text: block.text)
            }
            return nil
        }
        return ListedChapter(
            file: OutputName.safeName(name, extension: ".txt") ?? number + ".txt",
            title: chapter.title, level: chapter.level, number: chapter.number,
            headings: headings.isEmpty ? nil : headings)
    }

    /// Makes the folder if need be; returns the files of an older dump in it.
    private static func prepared(_ folder: String) throws(BookError) -> Set<String> {
        let files = FileManager.default
        guard files.fileExists(atPath: folder) else {
            do {
                try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw .badDump(path: folder, reason: "cannot be made: \(reason(error))")
            }
            return []
        }
        guard let names = try? files.contentsOfDirectory(atPath: folder) else {
            throw .badDump(path: folder, reason: "is no folder that can be read")
        }
        if names.isEmpty { return [] }
        guard names.contains(listName) else {
            throw .badDump(
                path: folder,
                reason: "holds files that are no dump; name a new or empty folder")
        }
        let old = try list(in: folder)
        if let file = editedFile(of: old, in: folder) {
            throw .badDump(
                path: folder + "/" + file,
                reason: "was changed since it was written; name another folder for a new dump, or "
                    + "give this one to `run` as it is")
        }
        return Set(old.files)
    }

    /// The first file of a dump that a person has changed or removed; nil if none is.
    private static func editedFile(of list: List, in folder: String) -> String? {
        let written =
            list.chapters.map { ($0.file, $0.fingerprint) }
            + [list.cover].compactMap { $0 }.map { ($0.file, $0.fingerprint) }
        let edited = written.first { file, written in
            let bytes = FileManager.default.contents(atPath: folder + "/" + file)
            return written != nil && bytes.map(fingerprint) != written
        }
        if let edited { return edited.0 }
        let isEdited =
            list.fingerprint != nil && (try? list.signed().fingerprint) != list.fingerprint
        return isEdited ? listName : nil
    }

    /// Throws if another file is in the way; one with the same bytes is not.
    private static func checkFree(_ path: String, bytes: Data) throws(BookError) {
        guard FileManager.default.fileExists(atPath: path),
            FileManager.default.contents(atPath: path) != bytes
        else { return }
        throw .badDump(
            path: path, reason: "stands in the way of a chapter's text; move it or name it anew")
    }

    private static func temporary(_ name: String, in folder: String) -> String {
        // Names are up to 240 bytes long, so a prefix fits; a dot keeps it from being read.
        "\(folder)/.part-\(name)"
    }

    private static func move(_ source: String, to target: String) throws {
        guard rename(source, target) == 0 else {
            throw CocoaError(
                .fileWriteUnknown,
                userInfo: [NSLocalizedDescriptionKey: String(cString: strerror(errno))])
        }
    }

    private static func reason(_ error: any Error) -> String {
        (error as NSError).localizedDescription
    }
}
