import Texts

/// A track's file as a path below the output folder, safe on ext4, APFS and NTFS.
///
/// It ends as tracks do, holds no `..` and is not absolute. Each part is composed Unicode of at most
/// 240 bytes. A symbolic link on the way is not its matter: who writes the file looks for those.
package struct OutputName: Hashable, Sendable, CustomStringConvertible {
    /// The path, with `/` between folders and file.
    package let path: String

    /// The path.
    package var description: String { path }

    /// A name that is wanted as it stands; the ending is added where it is missing.
    ///
    /// What a file system refuses is an error, since the person asked for exactly this name.
    init(wanted: String, ending: String) throws(RowMessage) {
        let trimmed = String(wanted.trimmed)
        if FileNameRules.isPlain(trimmed) {
            self.init(path: "\(trimmed).\(ending)")
            return
        }
        let named = try OutputName.withEnding(FileNameRules.composed(trimmed), ending)
        guard !named.hasPrefix("/") else {
            throw RowMessage("`output` must be a path below the output folder, not from the root")
        }
        for part in named.split(separator: "/", omittingEmptySubsequences: false) {
            if let message = OutputName.fault(in: part, ending: ending) {
                throw RowMessage(message)
            }
        }
        try self.init(checked: named)
    }

    /// A name that a template made: what a file system refuses is replaced, and a part that is too
    /// long is cut.
    init(expanded: String, ending: String) throws(RowMessage) {
        if FileNameRules.isPlain(expanded) {
            self.init(path: "\(expanded).\(ending)")
            return
        }
        var parts = expanded.split(separator: "/", omittingEmptySubsequences: false)
        let file = parts.removeLast()
        let named =
            OutputName.has(ending, file) ? file.dropLast(ending.count + 1) : file
        let stem = named.isEmpty && !file.isEmpty ? "_" : named
        var safe = try parts.map { part throws(RowMessage) in
            try OutputName.safe(part, extension: "")
        }
        safe.append(try OutputName.safe(stem, extension: "." + ending))
        try self.init(checked: safe.joined(separator: "/"))
    }

    /// The name of an MP3 for some words, such as a title; nil if nothing of them can name a file.
    package init?(safe words: String) {
        let name = words.map { $0 == "/" ? "_" : $0 }
        guard let safe = try? OutputName(expanded: String(name), ending: "mp3") else { return nil }
        self = safe
    }

    /// The path without its ending.
    package var stem: String { String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)]) }

    private init(path: String) {
        self.path = path
    }

    private init(checked path: String) throws(RowMessage) {
        let limit = FileNameRules.maximumPathByteCount
        guard path.utf8.count <= limit else {
            throw RowMessage("the output path is longer than \(limit) bytes")
        }
        self.init(path: path)
    }

    private static func has(_ ending: String, _ name: some StringProtocol) -> Bool {
        name.lowercased().hasSuffix("." + ending)
    }
}

extension OutputName {
    private static func withEnding(
        _ path: String, _ ending: String
    ) throws(RowMessage) -> String {
        let file = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        if ["", ".", "..", "." + ending].contains(file.lowercased()) {
            throw RowMessage("`output` must end in the name of a file")
        }
        if has(ending, file) { return path }
        if let other = otherAudioEnding(file, than: ending) {
            throw RowMessage(
                "tracks are \(ending.uppercased()); `output` cannot end in `.\(other.excerpt)`")
        }
        return "\(path).\(ending)"
    }

    /// The ending of a name that promises audio of another kind than tracks are; nil if there is none.
    static func otherAudioEnding(
        _ name: some StringProtocol, than ending: String
    ) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let found = name[name.index(after: dot)...].lowercased()
        return found != ending && FileNameRules.audioEndings.contains(found) ? found : nil
    }

    /// What is wrong with one part of a wanted path.
    private static func fault(in part: Substring, ending: String) -> String? {
        if part.isEmpty { return "`output` has a folder without a name (`//`)" }
        if part == "." || part == ".." {
            return "`output` must be a path without `.` and `..`"
        }
        if let scalar = part.unicodeScalars.first(where: FileNameRules.isForbidden) {
            return "`output` holds \(shown(scalar)), which not every file system takes"
        }
        if part.first?.isWhitespace == true || part.last?.isWhitespace == true {
            return "`output` has white space around the name `\(part.excerpt)`"
        }
        if part.last == "." {
            return "`output` has the folder `\(part.excerpt)`, which ends in a dot"
        }
        if FileNameRules.isReserved(part) {
            return "`output` has the name `\(part.excerpt)`, which Windows keeps for a device"
        }
        let limit = FileNameRules.maximumByteCount
        return part.utf8.count > limit
            ? "`output` has a name longer than \(limit) bytes of UTF-8, `.\(ending)` included" : nil
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F
            ? "`\(scalar)`" : "the character U+\(String(scalar.value, radix: 16, uppercase: true))"
    }

    /// A name for any one file, as near to the given one as every file system takes.
    ///
    /// Nil if nothing is left to name it by. A slash becomes `_`; the ending counts to its length.
    package static func safeName(_ name: String, extension ending: String) -> String? {
        let flat = String(name.map { $0 == "/" ? "_" : $0 })
        return try? safe(flat[...], extension: ending)
    }

    /// A part that every file system takes, as near to the given one as may be.
    private static func safe(
        _ part: Substring, extension ending: String
    ) throws(RowMessage) -> String {
        var name = ""
        name.unicodeScalars.append(
            contentsOf: part.unicodeScalars.lazy.map { FileNameRules.isForbidden($0) ? "_" : $0 })
        let composed = FileNameRules.composed(name)
        name = withoutEndDots(composed)
        // Dots alone stand for folders.
        if name.isEmpty { name = String(composed.trimmed.map { $0 == "." ? "_" : $0 }) }
        guard !name.isEmpty else {
            throw RowMessage(
                "the name template leaves nothing to name the file by; fill in the columns it "
                    + "asks for, or `output`")
        }
        if FileNameRules.isReserved(name) { name = "_" + name }
        let room = FileNameRules.maximumByteCount - ending.utf8.count
        return (name.utf8.count <= room ? name : shortened(name, to: room)) + ending
    }

    /// The name without white space at its ends and dots at its end.
    private static func withoutEndDots(_ name: String) -> String {
        var name = name.trimmed
        while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
        return String(name)
    }

    /// The front of a name and a mark made from all of it, so that names that begin alike differ.
    private static func shortened(_ name: String, to byteCount: Int) -> String {
        let mark = "~" + String(fnv1a(name.utf8), radix: 16)
        let front = FileNameRules.cut(name, toByteCount: byteCount - mark.utf8.count)
        return withoutEndDots(String(front)) + mark
    }
}
