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
        #expect(roles.voiceID(number: 4, speaker: "JOHN", style: "Sign") == "anna_1")
        #expect(roles.voiceID(number: 5, speaker: nil, style: nil) == "five")
        #expect(roles.voiceID(number: 1, speaker: "JOHN", style: "Sign") == "oversea_male1")
        #expect(roles.voiceID(number: 1, speaker: "Kyle", style: "sign") == "anna_1")
        #expect(roles.voiceID(number: 1, speaker: nil, style: "sign") == "reader")
        #expect(roles.voiceID(number: 1, speaker: nil, style: nil) == nil)
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
            ("{\"styles\": \"a\"}", "styles"), ("{\"speakers\": {\"J\": \"a b\"}}", "speakers.J"),
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

    private func read(_ json: String) throws -> CueRoles {
        try withTemporaryFile(json.utf8, named: "roles.json") { try CueRoles(path: $0) }
    }
}
