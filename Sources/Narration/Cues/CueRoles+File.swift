package import Subtitles

extension CueRoles {
    /// Reads a roles file: an object with `voices`, `speakers`, `styles` and `cues`.
    ///
    /// Each gives voices by names: a voice's identifier, or a name of `voices`. The speaker `*` is any
    /// other; a cue is `20` or `3-17`; `null` instead of a voice leaves out what it is for. Throws ``SubtitleError/unreadable(path:reason:)`` and
    /// ``SubtitleError/badRoles(path:message:)``, whose message names the member that is wrong.
    package init(path: String) throws(SubtitleError) {
        do throws(SpokenError) {
            try self.init(RolesFile(path: path))
        } catch {
            switch error {
            case .unreadable(let path, let reason): throw .unreadable(path: path, reason: reason)
            case .badRoles(let path, let message): throw .badRoles(path: path, message: message)
            default: throw .badRoles(path: path, message: "\(error)")
            }
        }
    }

    private init(_ file: RolesFile) throws(SpokenError) {
        try file.allow(["voices", "speakers", "styles", "cues"])
        let voices = try file.voices()
        func castings(of member: String) throws(SpokenError) -> [(String, Casting)] {
            var found: [(String, Casting)] = []
            for (name, voice) in try file.namedOrMuted(member) {
                guard let voice else {
                    found.append((name, .muted))
                    continue
                }
                let member = "\(member).\(name)"
                let id = try file.identifier(voice, among: voices, of: member)
                found.append((name, .voice(id)))
            }
            return found
        }
        var speakers = Dictionary(uniqueKeysWithValues: try castings(of: "speakers"))
        let styles = Dictionary(uniqueKeysWithValues: try castings(of: "styles"))
        var cues: [Range] = []
        for (text, casting) in try castings(of: "cues") {
            guard let numbers = CueRoles.numbers(text) else {
                throw file.fault(
                    "cues.\(text)", "a cue is a number from 1, or two with a hyphen: 3-17")
            }
            cues.append(Range(numbers, casting))
        }
        let others = speakers.removeValue(forKey: "*")
        self.init(
            path: file.path, speakers: speakers, otherSpeakers: others, styles: styles, cues: cues)
    }

    /// The numbers that `20` or `3-17` means.
    private static func numbers(_ text: String) -> ClosedRange<Int>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = number(parts[0]), first >= 1,
            let last = parts.count == 2 ? number(parts[1]) : first, last >= first
        else { return nil }
        return first...last
    }

    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
