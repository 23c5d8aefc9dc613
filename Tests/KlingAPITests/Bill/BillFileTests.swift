import Foundation
import KlingAPI
import SpeechTasks
import TestSupport
import Testing

struct BillFileTests {
    /// Reads a bill from a file of this name and content.
    private func read(
        _ name: String, _ content: String, columns: [String] = [], zone: String = "GMT",
        encoding: String = "UTF-8"
    ) throws -> Bill {
        let folder = try TemporaryFolder()
        let file = try folder.write(content.utf8, to: name)
        do {
            return try BillFile.read(
                path: file, columns: try BillColumns(told: columns),
                timeZone: try #require(TimeZone(identifier: zone)), encoding: encoding)
        } catch let error as BillError {
            throw Told("\(error)".replacingOccurrences(of: folder.path + "/", with: ""))
        }
    }

    /// What a refusal says, with the file's name alone.
    private struct Told: Error, Equatable, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    private func fault(_ name: String, _ content: String, columns: [String] = []) -> String {
        do {
            _ = try read(name, content, columns: columns)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test("a console's English export is read by its names")
    func englishCSV() throws {
        let bill = try read(
            "bill.csv",
            """
            created_at,type,model_name,quota,use_time,request_id
            1796040000,2,kling-tts,25000,3,req_1
            1796040060,6,kling-tts,25000,,req_1
            1796040070,1,,500000,,

            """)
        #expect(bill.rows.count == 2)
        let row = try #require(bill.rows.first)
        #expect(row.time == Date(timeIntervalSince1970: 1_796_040_000))
        #expect(row.requestID == "req_1")
        #expect(row.price == Money(thousandths: 50))
        #expect(row.useSeconds == 3)
        #expect(row.model == "kling-tts")
        #expect(row.place.hasSuffix("bill.csv:2"))
        #expect(!row.isRefund)
        #expect(bill.rows[1].isRefund)
        #expect(!bill.hasLocalTimes)
    }

    @Test("a console's Chinese export is read by its names, in its time zone")
    func chineseCSV() throws {
        let bill = try read(
            "bill.csv",
            "\u{FEFF}时间,类型,模型,耗时(秒),费用（元）,请求ID\r\n"
                + "2026-11-28 20:00:00,消费,kling-tts,3s,¥0.05,req_1\r\n"
                + "2026/11/28 20:01,退款,kling-tts,,0.050000,req_1\r\n",
            zone: "Asia/Shanghai")
        let noon = Date(timeIntervalSince1970: 1_795_867_200)
        #expect(bill.rows.map(\.time) == [noon, noon.addingTimeInterval(60)])
        #expect(bill.rows.map(\.timeSpreadSeconds) == [1, 60])
        #expect(bill.rows.map(\.price) == [Money(thousandths: 50), Money(thousandths: 50)])
        #expect(bill.rows.map(\.isRefund) == [false, true])
        #expect(bill.hasLocalTimes)
    }

    @Test("semicolons and tabs part a header as well")
    func delimiters() throws {
        for sign in [";", "\t"] {
            let text = ["id", "time"].joined(separator: sign) + "\na" + sign + "1796040000\n"
            #expect(try read("bill.csv", text).rows.first?.requestID == "a")
        }
    }

    @Test("columns that are told win, and an empty name leaves one out")
    func toldColumns() throws {
        let text = "Ref,When,request_id,type\na,2026-11-28T12:00:00Z,x,TTS\n"
        let bill = try read(
            "bill.csv", text, columns: ["request_id=Ref", "time=when", "type="])
        #expect(bill.rows.first?.requestID == "a")
        #expect(bill.rows.first?.time == Date(timeIntervalSince1970: 1_795_867_200))
    }

    @Test("the emulator's own bill is read")
    func emulatorBill() throws {
        let bill = try read(
            "bill.jsonl",
            """
            {"request_id":"req_1","audio_id":"a","time":"2026-11-28T12:00:00.250Z","price":"0.05",\
            "characters":12,"text_sha256":"00"}

            """)
        let row = try #require(bill.rows.first)
        #expect(row.requestID == "req_1")
        #expect(row.time == Date(timeIntervalSince1970: 1_795_867_200.25))
        #expect(row.price == Money(thousandths: 50))
        #expect(row.characterCount == 12)
    }

    @Test("a list of JSON is found in its envelope, and each row has its line")
    func json() throws {
        let bill = try read(
            "bill.json",
            """
            {"success": true, "data": {"total": 2, "items": [
              {"request_id": "a", "created_at": 1796040000, "quota": 25000},
              {"request_id": "b", "created_at": 1796040001000, "quota": 18250}
            ]}}
            """)
        #expect(bill.rows.map(\.place).map { $0.split(separator: ":").last } == ["2", "3"])
        // 36.5 thousandths are no whole number of them.
        #expect(bill.rows.map(\.price) == [Money(thousandths: 50), Money(thousandths: 37)])
        #expect(bill.rows.map(\.units) == [nil, "18250"])
        #expect(bill.rows[1].time == Date(timeIntervalSince1970: 1_796_040_001))
    }

    @Test("one page of a longer bill is no bill")
    func onePage() {
        let text = #"{"data": {"total": 250, "items": [{"request_id": "a"}]}}"#
        #expect(fault("bill.json", text).contains("1 of 250 rows"))
    }

    @Test("a missing column's message says what to type")
    func missingColumn() {
        let message = fault("bill.csv", "Ref,When\na,b\n")
        #expect(message.hasPrefix("bill.csv:1: "))
        #expect(message.contains("--column request_id=NAME"))
        #expect(message.contains("`Ref`, `When`"))
        #expect(
            fault("bill.csv", "Ref,time\na,b\n", columns: ["request_id=Reference"])
                .contains("no column `Reference`"))
        #expect(fault("bill.csv", "", columns: ["colour=x"]).contains("--column colour=x"))
    }

    @Test("every row that cannot be read is named with its line, and there is no bill")
    func faults() {
        let message = fault(
            "bill.csv",
            "id,time,price,type\na,never,0.05,2\nb,1796040000,cheap,2\n,,0.05,2\n"
                + "c,1796040000,0.05,TTS\n")
        let lines = message.split(separator: "\n")
        #expect(lines.count == 4)
        for (line, start) in zip(lines, ["2: `never`", "3: `cheap`", "4: the row", "5: the type"]) {
            #expect(line.hasPrefix("bill.csv:\(start)"))
        }
    }

    @Test(
        "what is broken is told with its line",
        arguments: [
            ("bill.jsonl", "{\"id\": \"a\"}\n{\"id\": ", "bill.jsonl:2: "),
            ("bill.json", "[{\"id\": \"a\"},\n{\"id\": \"b\"]", "bill.json:2: "),
            ("bill.csv", "id,time\na,1796040000\n\"b,1\n", "bill.csv:3: "),
            ("bill.csv", "id,time\na\n", "bill.csv:2: "),
            ("bill.xlsx", "PK\u{3}\u{4}", "bill.xlsx is an Excel workbook: a bill is a file"),
        ])
    func broken(name: String, content: String, start: String) {
        #expect(fault(name, content).hasPrefix(start))
    }

    @Test("an hour that clocks show twice leaves both times open")
    func hourTwice() throws {
        let bill = try read(
            "bill.csv", "id,time\na,2026-10-25 02:30:00\n", zone: "Europe/Berlin")
        let row = try #require(bill.rows.first)
        #expect(row.time == Date(timeIntervalSince1970: 1_792_888_200))
        #expect(row.timeSpreadSeconds == 3601)
    }

    @Test(
        "amounts of many kinds are read exactly",
        arguments: [
            ("price", "1,234.5", Money(thousandths: 1_234_500), nil, false),
            ("price", "-0.05 CNY", Money(thousandths: 50), nil, true),
            ("price", "$0.007", nil, "$0.007", false),
            ("quota", "¥0.05", Money(thousandths: 50), nil, false),
            ("quota", "500000", Money(thousandths: 1000), nil, false),
        ] as [(String, String, Money?, String?, Bool)])
    func amounts(
        column: String, text: String, price: Money?, units: String?, isRefund: Bool
    ) throws {
        let row = try #require(
            try read("bill.csv", "id,\(column)\na,\"\(text)\"\n").rows.first)
        #expect(row.price == price)
        #expect(row.units == units)
        #expect(row.isRefund == isRefund)
    }
}
