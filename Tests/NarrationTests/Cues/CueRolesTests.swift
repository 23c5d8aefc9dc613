import Foundation
import Narration
import Subtitles
import TestSupport
import Testing
import Texts

@Suite struct CueRolesTests {
    @Test("a cue's number beats its speaker, a speaker its style")
    func order() throws {
        let roles = try read(
            """
            {"voices": {"ANNA": "anna_1"}, "speakers": {"John": "oversea_male1", "*": "ANNA"},
             "styles": {"Sign": "reader"}, "cues": {"3-17": "ANNA", "5": "five"}}
            """)
        #expect(roles.casting(number: 4, speaker: "JOHN", style: "Sign") == .voice("anna_1"))
        #expect(roles.casting(number: 5, speaker: nil, style: nil) == .voice("five"))
        #expect(roles.casting(number: 1, speaker: "JOHN", style: "Sign") == .voice("oversea_male1"))
        #expect(roles.casting(number: 1, speaker: "Kyle", style: "sign") == .voice("anna_1"))
        #expect(roles.casting(number: 1, speaker: nil, style: "sign") == .voice("reader"))
        #expect(roles.casting(number: 1, speaker: nil, style: nil) == nil)
        var options = SpokenOptions()
        options.roles = roles
        let cues = SpokenCues(cueFile(["JOHN: One.", "JOHN: Two.", "Three."]), options: options)
            .cues
        #expect(cues.map(\.voiceID) == ["oversea_male1", "oversea_male1", "anna_1"])
    }

    @Test(
        "a bad roles file says which member is wrong",
        arguments: [
            ("{\"speaker\": {}}", "speaker"), ("{\"cues\": {\"0\": \"a\"}}", "cues.0"),
            ("{\"cues\": {\"9-3\": \"a\"}}", "cues.9-3"),
            ("{\"cues\": {\"1-2-3\": \"a\"}}", "cues.1-2-3"),
            ("{\"styles\": \"a\"}", "styles"), ("{\"voices\": {\"J\": null}}", "voices.J"),
            ("{\"speakers\": {\"J\": \"a b\"}}", "speakers.J"),
            ("{\"speakers\": {\"J\": 3}}", "speakers"), ("[1]", "the file"), ("{", ":1:"),
        ])
    func faults(json: String, member: String) {
        let error = #expect(throws: SubtitleError.self) { try read(json) }
        guard case .badRoles(_, let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains(member) && !message.isEmpty)
    }

    @Test("a missing roles file is unreadable")
    func missing() {
        let error = #expect(throws: SubtitleError.self) {
            try CueRoles(path: "/nowhere/roles.json")
        }
        guard case .unreadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("`null` leaves out a speaker, a style or cues, and a voice of one's own counts before")
    func muted() throws {
        var options = SpokenOptions()
        options.roles = try read(
            """
            {"speakers": {"JOHN": null}, "styles": {"Sign": null},
             "cues": {"2-3": null, "3": "anna_1"}}
            """)
        var file = cueFile(["JOHN: One.", "Two.", "Three.", "Four.", "ANNA: Five."])
        file.cues[3].style = "Sign"
        let spoken = SpokenCues(file, options: options)
        #expect(spoken.cues.map(\.text) == ["Three.", "Five."])
        #expect(spoken.cues.map(\.voiceID) == ["anna_1", nil])
        let muted = spoken.unspoken.filter { $0.reason == .muted }
        #expect(muted.map(\.text) == ["One.", "Two.", "Four."])
        options.roles = try read("{\"speakers\": {\"*\": null, \"ANNA\": \"anna_1\"}}")
        #expect(SpokenCues(file, options: options).cues.map(\.number) == [4, 5])
    }

    @Test("what roles name and no file has is told, with what is near to it")
    func unmatched() throws {
        let roles = try read(
            """
            {"speakers": {"JHON": "a", "MARY": "b", "Anna": "c", "*": "d"},
             "styles": {"Sings": "a"}, "cues": {"1-9": "a", "7": "b", "90-100": "c"}}
            """)
        var file = cueFile(["JOHN: One.", "ANNA: Two.", "JOHN: (sighs)"])
        file.cues[1].style = "Signs"
        let sentences = roles.unmatched(in: SpokenCues(file).names)
        #expect(sentences.count == 3)
        #expect(sentences[0].contains("no speaker is called JHON (did you mean JOHN?), MARY"))
        #expect(!sentences[0].contains("called Anna") && sentences[0].contains("ANNA, JOHN"))
        #expect(sentences[1].contains("no style is called Sings (did you mean Signs?)"))
        #expect(sentences[2].contains("7, 90-100: there are 3 cues"))
        var names = SpokenCues(cueFile(["MARY: Hi.", "JHON: Ho."])).names
        names.add(CueNames())
        names.cueCount = 200
        names.styles = ["sings"]
        names.speakers.insert("anna")
        #expect(roles.unmatched(in: names).isEmpty)
    }

    private func read(_ json: String) throws -> CueRoles {
        try withTemporaryFile(json.utf8, named: "roles.json") { try CueRoles(path: $0) }
    }
}
