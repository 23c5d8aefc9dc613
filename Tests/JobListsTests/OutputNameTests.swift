import Foundation
import JobLists
import SpeechTasks
import TestSupport
import Testing
import Texts

@Suite("Output names")
struct OutputNameTests {
    /// Reads one-job lists through JSON, so that any string can stand in a cell.
    private func names(
        _ rows: [[String: String]], template: String = "{id}"
    ) throws -> (paths: [String], messages: [String]) {
        var options = JobReaderOptions.withVoice
        options.nameTemplate = try NameTemplate(template)
        let rows = rows.map { $0.merging(["text": "x"]) { value, _ in value } }
        let json = try JSONEncoder().encode(rows)
        let reading = try read("l.json", Array(json), options)
        return (reading.jobs.map(\.output.path), reading.faults.map(\.message))
    }

    @Test(
        "a wanted name is kept, with `.mp3` where it is missing",
        arguments: [
            ("a", "a.mp3"), ("a.mp3", "a.mp3"), ("a.MP3", "a.MP3"), (" a.b ", "a.b.mp3"),
            ("x/y z/ä.mp3", "x/y z/ä.mp3"), ("e\u{301}", "\u{E9}.mp3"), ("第一章", "第一章.mp3"),
            ("chapter-one_2", "chapter-one_2.mp3"), (".hidden", ".hidden.mp3"),
            ("com10", "com10.mp3"),
        ])
    func wanted(output: String, path: String) throws {
        let (paths, messages) = try names([["output": output]])
        #expect(messages == [])
        #expect(paths.map { Array($0.utf8) } == [Array(path.utf8)])
    }

    @Test(
        "a wanted name that some file system refuses is a fault that says what",
        arguments: [
            ("a?b", "`?`"), ("a:b", "`:`"), ("a\\b", "`\\`"), ("a\u{1}b", "U+1"),
            ("a\u{85}b", "U+85"),
            ("a\u{FFFE}b", "U+FFFE"), ("/etc/a", "not from the root"), ("../a", "without `.`"),
            ("a/../b", "without `.`"), ("./a", "without `.`"), ("..", "name of a file"),
            ("a/", "name of a file"), ("a//b", "without a name"), ("CON", "device"),
            ("nul.mp3", "device"), ("com1.x.mp3", "device"), ("LPT²", "device"),
            ("aux/b", "device"),
            ("a.wav", "tracks are MP3"), ("a.OGG", "tracks are MP3"), ("a./b", "ends in a dot"),
            ("a /b", "white space"), ("a/ b", "white space"),
            (String(repeating: "é", count: 119), "240 bytes"),
            (String(repeating: "folder/", count: 120) + "a", "800 bytes"),
            (".mp3", "name of a file"),
        ])
    func refused(output: String, message: String) throws {
        let (paths, messages) = try names([["output": output]])
        #expect(paths == [])
        #expect(messages.count == 1)
        #expect(messages.first?.contains(message) == true, "\(messages)")
    }

    @Test(
        "a name from a template is made safe",
        arguments: [
            ("a/b", "a_b.mp3"), ("a:b?", "a_b_.mp3"), (".", "_.mp3"), ("..", "__.mp3"),
            (". .", "_ _.mp3"), ("...", "___.mp3"), (".mp3", "_.mp3"), (" a. . ", "a.mp3"),
            ("con", "_con.mp3"), ("COM¹.txt", "_COM¹.txt.mp3"), ("a\nb", "a_b.mp3"),
            ("../../etc/passwd", ".._.._etc_passwd.mp3"), ("door.wav", "door.wav.mp3"),
            ("a.mp3", "a.mp3"), ("\u{1F600}", "\u{1F600}.mp3"), ("???", "___.mp3"),
            (" ", "0001.mp3"), ("\u{3000}", "0001.mp3"),
        ])
    func made(id: String, path: String) throws {
        let (paths, messages) = try names([["id": id]])
        #expect(paths == [path])
        #expect(messages == [])
    }

    @Test("ids of dots alone keep apart from one another")
    func dots() throws {
        let (paths, messages) = try names([["id": "."], ["id": ".."], ["id": "..."]])
        #expect(paths == ["_.mp3", "__.mp3", "___.mp3"])
        #expect(messages == [])
    }

    @Test("a long name from a template is cut between characters, and stays one of its own")
    func cut() throws {
        let family = "👨‍👩‍👧‍👦"
        let long = String(repeating: family, count: 40)
        let (paths, messages) = try names([["id": long + "1"], ["id": long + "2"]])
        #expect(messages == [])
        #expect(Set(paths).count == 2)
        for path in paths {
            #expect(path.utf8.count <= 240)
            #expect(path.hasSuffix(".mp3"))
            let front = path.prefix { $0 != "~" }
            #expect(front.allSatisfy { String($0) == family })
            #expect(front.count >= 8)
        }
        #expect(try names([["id": long + "1"]]).paths == Array(paths.prefix(1)))
    }

    @Test("a template names files by row, id, title, voice and any other column")
    func template() throws {
        let row = ["id": "a", "title": "T/1", "voice": "v", "Chapter": "3"]
        #expect(
            try names([row], template: "{chapter}/{row}-{id} {Title}_{voice}.mp3").paths
                == ["3/0001-a T_1_v.mp3"])
        #expect(try names([[:]], template: "{id}").paths == ["0001.mp3"])
        let missing = try names([[:]], template: "{chapter}-{row}")
        #expect(missing.messages.first?.contains("`chapter`") == true)
        let empty = try names([[:]], template: "{title}")
        #expect(empty.messages.first?.contains("leaves nothing") == true)
    }

    @Test("a template's column that a CSV header lacks is found at the header")
    func templateColumn() throws {
        var options = JobReaderOptions.withVoice
        options.nameTemplate = try NameTemplate("{chapter}-{row}")
        let reading = try read("l.csv", "text\nx\ny\n", options)
        #expect(reading.faults.map(\.endsInput) == [true])
        #expect(reading.messages.first?.hasPrefix("l.csv:1:1: the name template") == true)
        #expect(
            try read("l.csv", "text, CHAPTER\nx,7\n", options).jobs.map(\.output.path) == [
                "7-0001.mp3"
            ])
    }

    @Test(
        "a template that can never be right is refused before reading",
        arguments: [
            "", "all.mp3", "{id", "id}", "{}", "{text}", "{output}", "{speed}", "{{id}}",
            "/{id}", "../{id}", "{row}/../{id}", "{row}//{id}", "{id}/",
        ])
    func badTemplates(template: String) {
        #expect(throws: JobListError.self) { try NameTemplate(template) }
    }

    @Test("tracks of another form have its ending, and a name with another one is refused")
    func otherEnding() throws {
        var options = JobReaderOptions.withVoice
        options.trackEnding = "ogg"
        let list = "text,id,output\nx,a,\ny,,b\nz,,c.OGG\nq,,d.mp3\nr,e.mp3,\n"
        let reading = try read("l.csv", list, options)
        #expect(reading.jobs.map(\.output.path) == ["a.ogg", "b.ogg", "c.OGG", "e.mp3.ogg"])
        #expect(reading.messages == ["l.csv:5:4: tracks are OGG; `output` cannot end in `.mp3`"])
    }

    @Test(
        "a template that ends as another kind of audio is refused before reading",
        arguments: [("mp3", "{id}.wav"), ("ogg", "{id}.mp3"), ("ogg", "{id} {title}.m4a")])
    func otherTemplate(ending: String, template: String) throws {
        var options = JobReaderOptions.withVoice
        options.nameTemplate = try NameTemplate(template)
        options.trackEnding = ending
        #expect(throws: JobListError.self) { try JobReader(lists: [], options: options) }
        options.trackEnding = String(template.split(separator: ".")[1])
        #expect(throws: Never.self) { try JobReader(lists: [], options: options) }
    }

    @Test("a template's column that a row lacks or leaves blank has its default")
    func columnDefault() throws {
        var options = JobReaderOptions.withVoice
        options.nameTemplate = try NameTemplate("sounds/{language}/{id}")
        options.columnDefaults = ["language": "en"]
        let lacking = try read("l.csv", "id,text\na,x\n", options)
        #expect(lacking.jobs.map(\.output.path) == ["sounds/en/a.mp3"])
        let blank = try read("l.csv", "id,text,language\na,x,\na,y,es\n", options)
        #expect(blank.jobs.map(\.output.path) == ["sounds/en/a.mp3", "sounds/es/a.mp3"])
    }

    @Test(
        "two names that some file system takes for one are a fault",
        arguments: [
            ("a", "A"), ("é", "e\u{301}"), ("straße", "STRASSE"), ("Σ", "ς"), ("a", "a.MP3"),
            ("K", "\u{212A}"), ("Folder/a", "fOLDER/A"), ("a.mp3/b", "a"), ("a", "A.mp3/b"),
        ])
    func conflicts(first: String, second: String) throws {
        let (paths, messages) = try names([["output": first], ["output": second]])
        #expect(paths.count == 1)
        #expect(messages.count == 1)
        #expect(messages.first?.contains("row 1 (l.json:1)") == true)
    }

    @Test(
        "names that differ stay apart",
        arguments: [("a", "b"), ("kir", "kır"), ("a/b", "a/c"), ("a/b", "b"), ("x/a", "X/b")])
    func distinct(first: String, second: String) throws {
        #expect(try names([["output": first], ["output": second]]).paths.count == 2)
    }

    @Test("a conflict names the first row's own list")
    func conflictAcrossLists() throws {
        let reading = try read([
            JobInput(path: "a.csv", source: ByteSource(Array("id,text\n1,x\n2,x\n".utf8))),
            JobInput(path: "b.csv", source: ByteSource(Array("id,text\n3,x\n2,x\n".utf8))),
        ])
        #expect(reading.messages.count == 1)
        #expect(reading.messages.first?.hasPrefix("b.csv:3:1: ") == true)
        #expect(reading.messages.first?.contains("row 2 (a.csv:3)") == true)
    }

    @Test("whatever stands in a cell, a name is safe")
    func randomNames() throws {
        var generator = SplitMix64(seed: 240)
        let pieces = [
            "..", ".", "/", "\\", " ", "CON", "nul", ":", "?", "é", "e\u{301}", "👩‍👩‍👧", "中", "a", "Z",
            "\u{0}", "\n", "~", ".mp3", "\u{202E}", "\u{300}",
        ]
        let rows = (0..<3000).map { _ in
            let length = Int.random(in: 0...200, using: &generator)
            let name = (0..<length / Int.random(in: 1...20, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            return [Bool.random(using: &generator) ? "title" : "output": name]
        }
        let (paths, _) = try names(rows, template: "{title}/{title} {row}")
        #expect(paths.count > 500)
        for path in paths {
            #expect(path.lowercased().hasSuffix(".mp3"))
            #expect(!path.contains(where: { "<>:\"\\|?*".contains($0) }))
            for part in path.split(separator: "/", omittingEmptySubsequences: false) {
                #expect(!part.isEmpty && part != "." && part != ".." && part.utf8.count <= 240)
                #expect(part.last != "." && part.last != " " && part.first?.isWhitespace == false)
                #expect(part.unicodeScalars.allSatisfy { $0.value >= 0x20 })
            }
        }
    }
}
