import Foundation
import JobLists
import SpeechTasks
import Testing
import Texts

@Suite("Faults in job lists")
struct JobFaultTests {
    /// A list, and where and how it is wrong.
    struct Case: CustomTestStringConvertible {
        let name: String
        let text: String
        let place: String
        let message: String
        let endsInput: Bool

        var testDescription: String { "\(name) \(text.debugDescription)" }

        static func row(_ name: String, _ text: String, _ place: String, _ message: String) -> Case
        {
            Case(name: name, text: text, place: place, message: message, endsInput: false)
        }

        static func list(_ name: String, _ text: String, _ place: String, _ message: String) -> Case
        {
            Case(name: name, text: text, place: place, message: message, endsInput: true)
        }
    }

    static let csv: [Case] = [
        .row("l.csv", "id,text\na,b,c\n", "2:5", "3 fields, the header 2"),
        .row("l.csv", "id,text\r\nä\r\n", "2:2", "1 field, the header 2"),
        .row("l.csv", "id,text\nä,\"b\"c\n", "2:6", "closing quote"),
        .list("l.csv", "id,text\nä,\"b\nc\n", "2:3", "never closed"),
        .list("l.csv", "", "1:1", "empty"),
        .list("l.csv", "\n\n", "3:1", "empty"),
        .list("l.csv", "id,title\na,b\n", "1:1", "no column `text`"),
        .list("l.csv", "id;text\na;b\n", "1:1", "--delimiter"),
        .list("l.csv", "id,text, ID \na,b,c\n", "1:9", "`id` twice"),
        .list("l.csv", "voice,text,voice_id\n", "1:12", "`voice_id` twice"),
        .list("l.csv", "note,text,NOTE\n", "1:11", "`note` twice"),
        .row("l.csv", "text,,id\nx,y,\n", "2:3", "no name"),
        .list("l.csv", "\"text\"x\n", "1:7", "closing quote"),
        .row("l.csv", "id,text\na,\n", "2:1", "no text"),
        .row("l.csv", "id,text\na,\" \n\u{3000}\"\n", "2:4", "only white space"),
        .row("l.csv", "id,text\na,b\0c\n", "2:3", "NUL"),
        .row("l.csv", "text,text_file\na,b\n", "2:1", "both"),
        .row("l.csv", "text,speed\nx,0.49\n", "2:3", "between 0.5 and 2"),
        .row("l.csv", "text,speed\nx,2.001\n", "2:3", "between 0.5 and 2"),
        .row("l.csv", "text,speed\nx,fast\n", "2:3", "a decimal such as"),
        .row("l.csv", "text,volume\nx,-1\n", "2:3", "a decimal such as"),
        .row("l.csv", "text,volume\nx,2.1\n", "2:3", "between 0 and 2"),
        .row("l.csv", "text,voice\nx,a\u{7}b\n", "2:3", "control character"),
        .row("l.csv", "text,voice\nx,\(String(repeating: "v", count: 257))\n", "2:3", "256 bytes"),
        .row("l.csv", "text,output\nx,../a\n", "2:3", "without `.` and `..`"),
        .row("l.csv", "text,id\nx,a\ny,A\n", "3:3", "row 1 (l.csv:2)"),
    ]

    static let json: [Case] = [
        .list("l.json", "", "1:1", "empty"),
        .list("l.json", "5", "1:1", "begins with"),
        .list("l.json", "[{\"text\": \"a\"},]", "1:16", "a value should stand here"),
        .list("l.json", "[{\"text\": \"a\"}", "1:15", "comma"),
        .list("l.json", "[{\"text\": \"a\"", "1:14", "ends within"),
        .list("l.json", "[\n{\"text\": 01}]", "2:11", "comma or `}`"),
        .list("l.json", "[] []", "1:4", "after the list"),
        .list("l.json", "{\"jobs\": []", "1:12", "`}` should"),
        .list("l.json", "{\"defaults\": {}}", "1:16", "no `jobs`"),
        .list("l.json", "{\"jobs\": [], \"defaults\": {}}", "1:14", "before `jobs`"),
        .list("l.json", "{\"text\": \"a\"}\n", "1:2", "--input-format jsonl"),
        .list("l.json", "{\"defaults\": {\"speed\": 3}, \"jobs\": []}", "1:24", "between"),
        .list("l.json", "{\"defaults\": {\"id\": 3}, \"jobs\": []}", "1:21", "no default"),
        .row("l.json", "[{\"text\": \"a\", \"TEXT\": \"b\"}]", "1:16", "`text` twice"),
        .row("l.json", "[{\"text\": \"a\", \"n\": 1, \"n\": 2}]", "1:24", "`n` twice"),
        .row("l.json", "[7]", "1:2", "must be an object"),
        .row("l.json", "[{\"text\": 7}]", "1:11", "must be a string"),
        .row("l.json", "[{\"text\": \"a\", \"id\": true}]", "1:22", "a string or a number"),
        .row("l.json", "[{\"text\": \"\\ud83d\"}]", "1:11", "surrogate"),
        .row("l.json", "[{\"text\": \"a\", \"speed\": 1e1}]", "1:25", "between 0.5 and 2"),
        .row("l.json", "[{\"text\": \"a\\u0000\"}]", "1:11", "NUL"),
        .row("l.json", "[{\"text\": null}]", "1:2", "no text"),
        .row("l.jsonl", "{\"text\": \"a\"} {\"text\": \"b\"}\n", "1:15", "one object"),
        .row("l.jsonl", "\n{\"text\":\n\"a\"}\n", "2:9", "this line"),
        .row("l.jsonl", "[1]\n", "1:1", "must be an object"),
    ]

    @Test("every fault says where and what it is", arguments: csv + json)
    func faults(_ wrong: Case) throws {
        for chunk in [1, 2, 7, 1000] {
            let reading = try read(wrong.name, wrong.text, chunk: chunk)
            let fault = try #require(reading.faults.first)
            #expect("\(fault)".hasPrefix("\(wrong.name):\(wrong.place): "), "\(fault)")
            #expect(fault.message.contains(wrong.message), "\(fault)")
            #expect(fault.endsInput == wrong.endsInput)
            #expect((fault.row == nil) == wrong.endsInput)
        }
    }

    @Test("a bad row does not hide the rows after it")
    func rowsAfter() throws {
        let csv = try read("l.csv", "id,text\na\nb,\"B\"x\nc,C\nd,\ne,E\n")
        #expect(csv.texts == ["C", "E"])
        #expect(csv.jobs.map(\.row) == [3, 5])
        #expect(csv.faults.map(\.row) == [1, 2, 4])
        let lines = try read(
            "l.jsonl", "{\"text\": }\n{\"text\": \"B\"}\nnonsense\n{\"text\": \"D\"}")
        #expect(lines.jobs.map(\.row) == [2, 4])
        #expect(lines.places == ["1:10", "3:2"])
    }

    @Test("everything that is wrong with one row is said")
    func severalFaults() throws {
        let reading = try read(
            "l.csv", "text,speed,volume,output\n,9,x,a?b\nok,,,\n", JobReaderOptions())
        #expect(reading.faults.map(\.row) == [1, 1, 1, 1, 1, 2])
        #expect(reading.places == ["2:1", "2:1", "2:2", "2:4", "2:6", "3:1"])
        #expect(reading.messages.last?.contains("--voice") == true)
    }

    @Test("defaults out of range are refused before reading")
    func badDefaults() {
        for defaults in [
            JobDefaults(voiceID: "a\nb"), JobDefaults(speed: Thousandths(400)),
            JobDefaults(volume: Thousandths(2001)),
        ] {
            var options = JobReaderOptions()
            options.defaults = defaults
            #expect(throws: JobListError.self) { try JobReader(lists: [], options: options) }
        }
    }

    @Test("a source that fails ends the reading with its error")
    func failingSource() throws {
        let broken = ByteSource { _ throws(TextError) in
            throw .unreadable(path: "l.csv", reason: "Input/output error")
        }
        for name in ["l.csv", "l.json", "l.jsonl"] {
            #expect(throws: TextError.self) {
                try read([JobInput(path: name, source: broken)])
            }
        }
    }
}
