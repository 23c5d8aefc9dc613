import ReportForms
import Reports
import ReportForms
import SpeechTasks
import Testing
import Texts

/// Tables, CSV lines and JSON objects.
@Suite
struct ReportFormTests {
    @Test("columns align where Chinese characters take two places each")
    func wideCharacters() {
        var table = TextTable()
        table.add(["名字", "1"])
        table.add(["name", "2"])
        table.add(["한글", "3"])
        #expect(table.text == "名字  1\nname  2\n한글  3")
    }

    @Test("accents that take no place of their own are not counted")
    func combiningCharacters() {
        var table = TextTable()
        table.add(["e\u{301}a", "1"])
        table.add(["ab", "2"])
        #expect(table.text == "e\u{301}a  1\nab  2")
    }

    @Test("numbers align at the right, rows may be short, and no line ends in white space")
    func alignment() {
        var table = TextTable(heading: ["what", "count", "why"], alignsRight: [1])
        table.add(["calls", "7"])
        table.add(["jobs", "123", "all"])
        #expect(table.text == "what   count  why\ncalls      7\njobs     123  all")
    }

    @Test("an empty table has no text")
    func emptyTable() {
        #expect(TextTable().text == "")
    }

    @Test(
        "a CSV field is quoted only where it has to be",
        arguments: [
            (["a", "b"], "a,b"), (["a,b"], "\"a,b\""), (["say \"hi\""], "\"say \"\"hi\"\"\""),
            (["two\nlines", ""], "\"two\nlines\","), (["cr\rhere"], "\"cr\rhere\""),
            (["crlf\r\nhere"], "\"crlf\r\nhere\""), ([" spaces ", "中文"], " spaces ,中文"),
            (["\""], "\"\"\"\""),
        ])
    func csv(fields: [String], line: String) {
        #expect(csvLine(fields) == line)
    }

    @Test("numbers keep their decimals, whatever binary fractions make of them")
    func jsonNumbers() {
        var row = ReportRow()
        row.add("tenth", .number(0.1, places: 3))
        row.add("third", .number(1.0 / 3, places: 4))
        row.add("whole", .number(60, places: 0))
        row.add("count", .count(9_007_199_254_740_993))
        row.add("money", .money(Money(thousandths: 50)))
        row.add("nothing", .none)
        #expect(
            row.json
                == #"{"count":9007199254740993,"money":"0.05","nothing":null,"tenth":0.1,"#
                + #""third":0.3333,"whole":60}"#)
        #expect(row.csvHeading == "tenth,third,whole,count,money,nothing")
        #expect(row.csv == "0.100,0.3333,60,9007199254740993,0.05,")
    }

    @Test("a number that is none is null in JSON")
    func notANumber() {
        var row = ReportRow()
        row.add("rate", .number(.infinity, places: 2))
        #expect(row.json == #"{"rate":null}"#)
    }

    @Test("JSON text escapes what it must and keeps what it can")
    func jsonText() {
        var row = ReportRow()
        row.add("text", .text("“你好” \"x\" a/b\n"))
        #expect(row.json == #"{"text":"“你好” \"x\" a/b\n"}"#)
    }

    @Test(
        "times are read off as a clock shows them",
        arguments: [
            (0, "0.0 s"), (4200, "4.2 s"), (59_940, "59.9 s"), (60_000, "1:00"),
            (245_000, "4:05"), (3_723_000, "1:02:03"), (3_599_600, "1:00:00"),
        ])
    func clock(milliseconds: Int, text: String) {
        #expect(clockTime(milliseconds: milliseconds) == text)
    }

    @Test("a time just under a minute is not shown as sixty seconds")
    func clockRounding() {
        #expect(clockTime(milliseconds: 59_999) == "1:00")
    }

    @Test("a job's fields follow the names of all other columns, missing ones are empty")
    func jobColumns() {
        var row = ReportRow()
        row.add("output", .text("a.mp3"))
        let job = JobReport(figures: row, otherColumns: ["角色": "旁白"])
        #expect(job.heading(otherColumns: ["scene", "角色"]) == ["output", "scene", "角色"])
        #expect(job.fields(otherColumns: ["scene", "角色"]) == ["a.mp3", "", "旁白"])
        #expect(job.json == #"{"columns":{"角色":"旁白"},"output":"a.mp3"}"#)
    }
}
