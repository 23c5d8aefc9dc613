import JobLists
import SpeechTasks
import Testing
import Texts

/// What a column may be called.
struct ColumnNameTests {
    @Test(
        "case, blanks and punctuation of a column's name do not count",
        arguments: [
            "Voice ID", "VoiceID", "voice-id", "voice id ", "VOICE.ID", "Voice_Id:", "voice",
            "*Voice ID*",
        ])
    func nearMisses(name: String) throws {
        for (file, list) in [
            ("l.csv", "ID:,\(name), Text \na,uk_man2,Hello.\n"),
            ("l.tsv", "i.d.\t\(name)\tTEXT*\na\tuk_man2\tHello.\n"),
            ("l.json", "[{\"Id\": \"a\", \"\(name)\": \"uk_man2\", \"Text \": \"Hello.\"}]"),
            ("l.jsonl", "{\"ID\": \"a\", \"\(name)\": \"uk_man2\", \"text:\": \"Hello.\"}"),
            (
                "l.json",
                "{\"Defaults\": {\"\(name)\": \"uk_man2\"}, \"Jobs\": [{\"id\":\"a\",\"text\":\"Hello.\"}]}"
            ),
        ] {
            let reading = try read(file, list)
            #expect(reading.messages == [])
            #expect(reading.jobs.map(\.voiceID) == ["uk_man2"])
            #expect(reading.jobs.map(\.id) == ["a"])
            #expect(reading.jobs.flatMap(\.otherColumns) == [])
        }
        #expect(try NameTemplate("{\(name)}").description == "{\(name)}")
    }

    @Test("text files, outputs, speeds and titles are found the same way")
    func allColumns() throws {
        let list = "Text,Text File,Speed:,VOLUME,Out-Put,Title\nHi.,,0.5,.5,a,T\n"
        let job = try #require(try read("l.csv", list).jobs.first)
        #expect(job.output.path == "a.mp3")
        #expect([job.speed.count, job.volume.count] == [500, 500])
        #expect(job.title == "T")
    }

    @Test("two columns of one meaning are a fault that names both as they are spelt")
    func twice() throws {
        let csv = try read("l.csv", "text,voice_id,Voice ID\nx,a,b\n")
        #expect(csv.places == ["1:15"])
        #expect(csv.messages[0].contains("`voice_id` and `Voice ID`"))
        let json = try read("l.json", #"[{"text": "x", "voiceID": "a", "voice-id": "b"}]"#)
        #expect(json.messages[0].contains("`voice_id` twice, as `voiceID` and `voice-id`"))
    }

    @Test("names that are words of their own stay columns for the report")
    func others() throws {
        let list = "text,texts,ids,voice name,text2,C#,C\nx,1,2,3,4,5,6\n"
        let job = try #require(try read("l.csv", list).jobs.first)
        #expect(job.otherColumns.map(\.name) == ["texts", "ids", "voice name", "text2", "C#", "C"])
    }

    @Test("a header without a text lists what it has, and what may have been meant")
    func missing() throws {
        let message = try #require(try read("l.csv", "id,txt,scene\na,b,c\n").messages.first)
        #expect(message.contains("no column `text` or `text_file`"))
        #expect(message.contains("`id`, `txt` (did you mean `text`?), `scene`"))
        var options = JobReaderOptions.withVoice
        options.nameTemplate = try NameTemplate("{scene no}")
        let template = try #require(
            try read("l.csv", "text,scene_no\na,b\n", options).messages.first)
        #expect(template.contains("`scene no`"))
        #expect(template.contains("its columns are `text`, `scene_no`"))
    }

    @Test(
        "a header that was read in the wrong way says what to do",
        arguments: [
            ("id;text\na;b\n", "if `;` parts its fields"),
            ("id\ttext\na\tb\n", "if `\\t` parts its"),
            ("\"id,text\"\n\"a,b\"\n", "the whole row stands in quotes"),
        ])
    func wrongWay(list: String, advice: String) throws {
        let reading = try read("l.csv", list)
        #expect(reading.messages.count == 1)
        #expect(reading.messages.first?.contains(advice) == true, "\(reading.messages)")
    }

    @Test(
        "a workbook of another form is refused with what to do",
        arguments: ["a.xlsb", "b.XLS", "c.ods"])
    func workbook(path: String) {
        #expect("\(JobListError.unknownFormat(path: path))".contains("--convert-to xlsx"))
    }

    @Test("which columns nothing is made of is known at a list's end")
    func unused() throws {
        var options = JobReaderOptions.withVoice
        options.nameTemplate = try NameTemplate("{scene}/{id}")
        for (name, list) in [
            ("l.csv", "id,text,Scene,speeed,note\na,x,1,2,3\n"),
            (
                "l.json",
                #"[{"id":"a","text":"x","Scene":1,"speeed":2},{"id":"b","text":"y","scene":1,"note":3}]"#
            ),
        ] {
            let input = JobInput(path: name, source: ByteSource(Array(list.utf8)))
            var reader = try JobReader(lists: [input], options: options)
            try reader.open(input)
            while try reader.next() != nil {}
            #expect(reader.unused?.mayBeMisspelt == true)
            let notice = try #require(reader.unused?.sentence)
            #expect(notice.contains("the columns `speeed` (did you mean `speed`?), `note`"))
            #expect(!notice.contains("cene"))
        }
        let input = JobInput(path: "l.csv", source: ByteSource(Array("id,text\na,b\n".utf8)))
        var reader = try JobReader(lists: [input], options: .withVoice)
        try reader.open(input)
        while try reader.next() != nil {}
        #expect(reader.unused == nil)
    }
}
