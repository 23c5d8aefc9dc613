import Texts

extension Roles {
    /// Reads a roles file.
    ///
    /// Throws ``SpokenError/unreadable(path:reason:)`` and ``SpokenError/badRoles(path:message:)``,
    /// whose message names the member that is wrong.
    package init(path: String) throws(SpokenError) {
        self = try RolesFile(path: path).roles()
    }
}

/// The members of a roles file as they are turned into roles.
package struct RolesFile {
    let path: String
    let members: [String: Member]

    /// Reads a file's members.
    package init(path: String) throws(SpokenError) {
        self.path = path
        try SpokenError.require([.text, .json], at: path, forms: "a JSON file")
        members = try SpokenError.wrapping(path) { () throws(TextError) in
            try SmallFile.json(path)
        }
    }

    /// A member's value: one voice, or voices by name.
    enum Member: Decodable {
        case voice(String)
        case voices([String: String?])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let voice = try? container.decode(String.self) {
                self = .voice(voice)
            } else {
                self = .voices(try container.decode([String: String?].self))
            }
        }
    }

    func roles() throws(SpokenError) -> Roles {
        try allow(["voices", "headings", "dialogue"])
        let voices = try self.voices()
        var levels: [Int: String] = [:]
        var otherHeadings: String?
        for (level, voice) in try named("headings") {
            let id = try identifier(voice, among: voices, of: "headings.\(level)")
            if level == "*" {
                otherHeadings = id
            } else if level.utf8.count == 1, let number = Int(level), (1...6).contains(number) {
                levels[number] = id
            } else {
                throw fault("headings.\(level)", "a heading's level is 1 to 6, or * for the others")
            }
        }
        return Roles(
            headings: levels, otherHeadings: otherHeadings, dialogue: try dialogue(among: voices),
            voices: voices)
    }

    /// Throws if there is another member than these.
    package func allow(_ known: [String]) throws(SpokenError) {
        guard let other = members.keys.filter({ !known.contains($0) }).min() else { return }
        let list = known.dropLast().joined(separator: ", ") + " and " + (known.last ?? "")
        throw fault(other, "there is no such member; there are \(list)")
    }

    /// The voices' identifiers by their names.
    package func voices() throws(SpokenError) -> [String: String] {
        var voices: [String: String] = [:]
        for (name, id) in try named("voices") {
            guard VoiceMark.isName(name) else {
                throw fault("voices.\(name)", "a name has no brackets and no white space around it")
            }
            voices[name] = try identifier(id, among: [:], of: "voices.\(name)")
        }
        return voices
    }

    private func dialogue(among voices: [String: String]) throws(SpokenError) -> String? {
        switch members["dialogue"] {
        case nil: return nil
        case .voice(let voice): return try identifier(voice, among: voices, of: "dialogue")
        case .voices: throw fault("dialogue", "it must be one voice, as a string")
        }
    }

    /// The voices that a member gives by name, sorted, so that the first fault is always the same.
    package func named(_ member: String) throws(SpokenError) -> [(String, String)] {
        var named: [(String, String)] = []
        for (name, voice) in try namedOrMuted(member) {
            guard let voice else {
                throw fault(
                    "\(member).\(name)",
                    "it must be a voice; `null` is for speakers, styles and cues")
            }
            named.append((name, voice))
        }
        return named
    }

    /// The same for a member whose names may have `null` for a voice, which leaves them out.
    package func namedOrMuted(_ member: String) throws(SpokenError) -> [(String, String?)] {
        switch members[member] {
        case nil: return []
        case .voices(let voices): return voices.sorted { $0.key < $1.key }
        case .voice: throw fault(member, "it must be an object with a voice for each name")
        }
    }

    /// The identifier that a voice's name stands for, or that is one itself.
    package func identifier(
        _ voice: String, among voices: [String: String], of member: String
    ) throws(SpokenError) -> String {
        if let id = voices[voice] { return id }
        // As in a job list: 256 bytes are far more than any identifier of the platform has.
        let hasStranger = voice.unicodeScalars.contains { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        }
        guard !voice.isEmpty, voice.utf8.count <= 256, !hasStranger else {
            throw fault(member, "`\(voice)` is no voice's identifier and no name of `voices`")
        }
        return voice
    }

    /// The error that a member is wrong.
    package func fault(_ member: String, _ message: String) -> SpokenError {
        .badRoles(path: path, message: "`\(member)`: \(message)")
    }
}
