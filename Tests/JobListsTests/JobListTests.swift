import Foundation
import JobLists
import SpeechTasks
import TestSupport
import Testing
import Texts

@Suite("Job lists")
struct JobListTests {
    static let csv = """
        id,Text, Voice ,speed,VOLUME,title,note,chapter
        a,Hello,ai_kaiya,1.25,0.5,First,"kept, too",1
        ,"Two
        lines",,,,,,
        """

    static let rows = [
        #"{"id": "a", "Text": "Hello", " Voice ": "ai_kaiya", "speed": 1.250, "VOLUME": "0.5","#
            + #" "title": "First", "note": "kept, too", "chapter": "1"}"#,
        #"{"id": null, "text": "Two\nlines", "voice_id": "", "note": "", "chapter": ""}"#,
    ]

    static let lists = [
        ("list.csv", csv),
        ("list.tsv", csv.replacing(",", with: "\t").replacing("kept\t", with: "kept,")),
        ("list.json", "[" + rows.joined(separator: ",\n") + "]"),
        ("list.json", #"{"jobs": ["# + rows.joined(separator: ",") + "]}"),
        ("list.jsonl", rows.joined(separator: "\n")),
        ("list.ndjson", rows.joined(separator: "\r\n\r\n") + "\n"),
    ]

    @Test("all formats give the same jobs, however they are cut into chunks", arguments: lists)
    func formats(name: String, text: String) throws {
        for chunk in [1, 2, 7, 1000] {
            let reading = try read(name, text, chunk: chunk)
            #expect(reading.messages == [])
            let jobs = reading.jobs
            #expect(jobs.map(\.row) == [1, 2])
            #expect(jobs.map(\.id) == ["a", nil])
            #expect(reading.texts == ["Hello", "Two\nlines"])
            #expect(jobs.map(\.voiceID) == ["ai_kaiya", "calm_story1"])
            #expect(jobs.map(\.speed) == [Thousandths(1250), .normal])
            #expect(jobs.map(\.volume) == [Thousandths(500), .normal])
            #expect(jobs.map(\.title) == ["First", nil])
            #expect(jobs.map(\.output.path) == ["a.mp3", "0002.mp3"])
            #expect(
                jobs.first?.otherColumns == [
                    OtherColumn(name: "note", value: "kept, too"),
                    OtherColumn(name: "chapter", value: "1"),
                ])
        }
    }

    @Test("a job's place is where its row begins")
    func places() throws {
        let csv = try read("list.csv", "text\r\nä,\r\n".replacing("ä,", with: "\"ä\r\nb\"") + "c")
        #expect(csv.jobs.map { "\($0.place)" } == ["list.csv:2:1", "list.csv:4:1"])
        let json = try read("list.json", "[\n {\"text\": \"ä😀\"}, {\"text\": \"b\"}\n]")
        #expect(json.jobs.map { "\($0.place)" } == ["list.json:2:2", "list.json:2:18"])
    }

    @Test("the row counts over the list's defaults, these over the options")
    func defaults() throws {
        let list = """
            {"defaults": {"voice": "list", "speed": 1.5, "title": "T", "mood": "calm", "note": "n"},
             "jobs": [
              {"text": "x"},
              {"text": "y", "voice_id": "row", "speed": 0.5, "title": "own", "note": "", "mood": "wild"}
             ]}
            """
        var options = JobReaderOptions()
        options.defaults = JobDefaults(
            voiceID: "option", speed: Thousandths(2000), volume: Thousandths(700))
        let jobs = try read("list.json", list, options).jobs
        #expect(jobs.map(\.voiceID) == ["list", "row"])
        #expect(jobs.map(\.speed) == [Thousandths(1500), Thousandths(500)])
        #expect(jobs.map(\.volume) == [Thousandths(700), Thousandths(700)])
        #expect(jobs.map(\.title) == ["T", "own"])
        #expect(
            jobs.map { $0.otherColumns.map { "\($0.name)=\($0.value)" } } == [
                ["mood=calm", "note=n"], ["note=n", "mood=wild"],
            ])
    }

    @Test("other JSON values are kept as their JSON text, and null is absent")
    func otherValues() throws {
        let list =
            #"[{"text":"x","id":7,"n":1.20e1,"b":true,"z":null,"o":{"a":[1, 2]},"s":"\u0041"}]"#
        let job = try #require(try read("list.json", list).jobs.first)
        #expect(job.id == "7")
        #expect(
            job.otherColumns.map { "\($0.name)=\($0.value)" }
                == ["n=1.20e1", "b=true", #"o={"a":[1, 2]}"#, "s=A"])
    }

    @Test("rows are numbered over all lists, and a list that breaks off does not stop the next")
    func severalLists() throws {
        let reading = try read([
            JobInput(path: "a.csv", source: ByteSource(Array("text\none\n\"two".utf8))),
            JobInput(path: "b.jsonl", source: ByteSource(Array("{\"text\":\"three\"}".utf8))),
            JobInput(path: "c.csv", source: ByteSource([])),
            JobInput(path: "d.tsv", source: ByteSource(Array("x\ttext\ny\tfour".utf8))),
        ])
        #expect(reading.texts == ["one", "three", "four"])
        #expect(reading.jobs.map(\.output.path) == ["0001.mp3", "0002.mp3", "0003.mp3"])
        #expect(reading.faults.map(\.place.path) == ["a.csv", "c.csv"])
        #expect(reading.faults.map(\.endsInput) == [true, true])
    }

    @Test("text files are read beside their list, in its encoding or their own")
    func textFiles() throws {
        try withTemporaryFolder { path in
            let folder = URL(filePath: path)
            let texts = folder.appendingPathComponent("texts")
            try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: true)
            try Data("Grüße\r\nan alle\r\n\r\n".utf8).write(
                to: texts.appendingPathComponent("a.txt"))
            try Data([0xFE, 0xFF, 0x4F, 0x60, 0x59, 0x7D]).write(
                to: texts.appendingPathComponent("b.txt"))
            let list = folder.appendingPathComponent("list.csv")
            try Data("text_file\ntexts/a.txt\n\(texts.path)/b.txt\n".utf8).write(to: list)
            let reading = try read([JobInput(path: list.path)])
            #expect(reading.messages == [])
            #expect(reading.texts == ["Grüße\r\nan alle", "你好"])
        }
    }

    @Test("a text file that cannot be read is a fault of its row that says why")
    func badTextFiles() throws {
        try withTemporaryFolder { path in
            let folder = URL(filePath: path)
            let file = { (name: String) in folder.appendingPathComponent(name) }
            try Data("a\nb".utf8 + [0xFF]).write(to: file("bytes.txt"))
            try Data().write(to: file("empty.txt"))
            try Data().write(to: file("big.txt"))
            try FileHandle(forWritingTo: file("big.txt")).truncate(atOffset: 64 << 20 + 1)
            #expect(mkfifo(file("pipe").path, 0o600) == 0)
            let names = ["missing.txt", ".", "pipe", "bytes.txt", "empty.txt", "big.txt"]
            try Data("text_file\n\(names.joined(separator: "\n"))\n".utf8).write(to: file("l.csv"))
            let reading = try read([JobInput(path: file("l.csv").path)])
            #expect(reading.jobs == [])
            let reasons = [
                "No such file", "not a regular file", "not a regular file", "bytes.txt:2:2",
                "empty or only white space", "larger than 64 MiB",
            ]
            #expect(reading.messages.count == reasons.count)
            for (message, reason) in zip(reading.messages, reasons) {
                #expect(message.contains(reason), "\(message)")
            }
        }
    }

    @Test("lists come from files too, and what cannot be opened is said before reading")
    func files() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/list"
            try Data("text\nx".utf8).write(to: URL(fileURLWithPath: path))
            var options = JobReaderOptions.withVoice
            #expect(throws: JobListError.unknownFormat(path: path)) {
                try read([JobInput(path: path)], options)
            }
            #expect("\(JobListError.unknownFormat(path: path))".contains("--input-format"))
            options.format = .csv
            #expect(try read([JobInput(path: path)], options).jobs.count == 1)
            #expect(throws: JobListError.self) {
                try JobReader(lists: [JobInput(path: folder)], options: options)
            }
            #expect(throws: JobListError.self) {
                try JobReader(lists: [JobInput(path: path + "x")], options: options)
            }
            #expect(throws: JobListError.standardInputTwice) {
                try JobReader(lists: [JobInput(path: "-"), JobInput(path: "-")], options: options)
            }
        }
    }

    @Test(
        "a delimiter is one ASCII character",
        arguments: [
            (";", true), ("\\t", true), ("|", true), ("", false), (";;", false), ("\"", false),
            ("é", false), ("\n", false),
        ])
    func delimiters(delimiter: String, isGood: Bool) throws {
        var options = JobReaderOptions.withVoice
        options.delimiter = delimiter
        if isGood {
            let sign = delimiter == "\\t" ? "\t" : delimiter
            #expect(
                try read("l.csv", "id\(sign)text\na\(sign)b,c", options).texts == ["b,c"]
            )
        } else {
            #expect(throws: JobListError.badDelimiter(delimiter)) {
                try JobReader(lists: [], options: options)
            }
        }
    }

    @Test("the sample lists of this project are without fault")
    func samples() throws {
        let folder = URL(filePath: TestData.projectFolder + "/jobs")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { RecordFormat(path: $0) != nil }
        #expect(names.count >= 5)
        let known = Set(Voice.catalog.map(\.id))
        for name in names {
            let path = folder.appendingPathComponent(name).path
            let reading = try read([JobInput(path: path)])
            #expect(reading.messages == [])
            #expect(reading.jobs.allSatisfy { known.contains($0.voiceID) })
        }
        let story = try read([JobInput(path: folder.appendingPathComponent("long-story.json").path)]
        )
        #expect(story.texts.contains { $0.unicodeScalars.count > 10_000 })
    }

    @Test("random bytes never stop the reader of CSV, and chunks never change what it reads")
    func randomBytes() throws {
        var generator = SplitMix64(seed: 4180)
        for _ in 0..<2000 {
            let list = Array("text,id\n".utf8) + generator.csvBytes()
            let reading = try read("list.csv", list)
            for chunk in [1, 2, 7] { #expect(try read("list.csv", list, chunk: chunk) == reading) }
        }
    }
}
