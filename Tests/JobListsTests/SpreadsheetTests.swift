import JobLists
import SpeechTasks
import Testing
import Texts

/// What spreadsheets leave in the lists they write.
struct SpreadsheetTests {
    @Test(
        "rows and columns that hold nothing are passed over",
        arguments: [
            (
                "l.csv",
                "id,text\r\na,Hello.\r\n,\r\n,,,\r\n \t,\u{A0}\r\n\"\",\"\"\r\nb,Bye.\r\n,\r\n"
            ),
            ("l.csv", ",,\n,,\nid,text,\na,Hello.,\n,,\nb,Bye.,\n"),
            ("l.csv", "id,,text,,\na,,Hello.,,\nb,,Bye.,,\n"),
            ("l.csv", ",id,text\n,a,Hello.\n,b,Bye.\n"),
            ("l.csv", "id,text\na,Hello.,,,\nb,Bye., ,\n"),
            ("l.csv", "id,text,,,\na,Hello.\nb,Bye.,\n"),
            ("l.tsv", "id\ttext\na\tHello.\n\t\n \t \nb\tBye.\n\t\t\t\n"),
            (
                "l.jsonl",
                "{\"id\":\"a\",\"text\":\"Hello.\"}\n\n  \n{\"id\":\"b\",\"text\":\"Bye.\"}\n\n"
            ),
        ])
    func blank(name: String, text: String) throws {
        for chunk in [1, 2, 7, 1000] {
            let reading = try read(name, text, chunk: chunk)
            #expect(reading.messages == [])
            #expect(reading.texts == ["Hello.", "Bye."])
            #expect(reading.jobs.map(\.row) == [1, 2])
            #expect(reading.jobs.map(\.id) == ["a", "b"])
        }
    }

    @Test("a column of numbers without a name in front is passed over, as data frames write it")
    func frameIndex() throws {
        let reading = try read("l.csv", ",text,id\n0,Hello.,a\n1,\"Bye.\",b\n")
        #expect(reading.messages == [])
        #expect(reading.texts == ["Hello.", "Bye."])
    }

    @Test(
        "a field without a column's name is a fault: it may be the rest of a text",
        arguments: [
            ("id,text,\na,Hello, world\n", "2:9", "column 3 has no name"),
            ("id,text\na,Hello, world\n", "2:9", "3 fields, the header 2"),
            ("text,,id\nx,note,a\n", "2:3", "column 2 has no name"),
        ])
    func strayField(list: String, place: String, message: String) throws {
        let reading = try read("l.csv", list)
        #expect(reading.places == [place])
        #expect(reading.messages[0].contains(message), "\(reading.messages)")
        #expect(reading.texts == [])
    }

    @Test(
        "a list says in its first line what parts its fields",
        arguments: [
            "sep=;\r\nid;text;speed\r\na;Hello, you.;0,9\r\n",
            "\u{FEFF}sep=;\nid;text;speed\na;Hello, you.;0,9\n",
            "SEP=|\nid|text|speed\na|Hello, you.|0.9\n",
            "\"sep=;\"\nid;text;speed\na;Hello, you.;.9\n",
            "sep=\t\nid\ttext\tspeed\na\tHello, you.\t0.900\n",
            "sep=\\t\rid\ttext\tspeed\ra\tHello, you.\t9E-1\r",
            "sep=;;;\nid;text;speed\na;Hello, you.;0,9\n",
            "sep=;,,\nid;text;speed\na;Hello, you.; 0,9 \n",
        ])
    func delimiterLine(list: String) throws {
        for name in ["l.csv", "l.tsv"] {
            for chunk in [1, 3, 1000] {
                let reading = try read(name, list, chunk: chunk)
                #expect(reading.messages == [])
                #expect(reading.texts == ["Hello, you."])
                #expect(reading.jobs.map(\.speed.count) == [900])
            }
        }
    }

    @Test("a delimiter that is given counts more than the list's own, and rows keep their places")
    func givenDelimiter() throws {
        var options = JobReaderOptions.withVoice
        options.delimiter = ","
        let list = "sep=;\nid,text\na,one; two\nb,\n"
        let reading = try read("l.csv", list, options)
        #expect(reading.texts == ["one; two"])
        #expect(reading.places == ["4:1"])
    }

    @Test(
        "a header that merely begins so is one",
        arguments: ["sep=;x,text\n,x\n", "sep=a,text\n,x\n"])
    func noDelimiterLine(list: String) throws {
        #expect(try read("l.csv", list).texts == ["x"])
    }

    @Test("text that a spreadsheet keeps from being read as a number is that text")
    func equalsQuoted() throws {
        let csv = "=\"id\",text,\"=\"\"note\"\"\"\n=\"001\",=\"Say \"\"hi\"\".\",=\"7\"\n"
        for (name, list) in [
            ("l.csv", csv), ("l.tsv", csv.replacing(",", with: "\t")),
            ("l.json", #"[{"id":"=\"001\"","text":"=\"Say \"\"hi\"\".\"","note":"=\"7\""}]"#),
        ] {
            let reading = try read(name, list)
            #expect(reading.messages == [])
            #expect(reading.texts == ["Say \"hi\"."])
            #expect(reading.jobs.map(\.id) == ["001"])
            #expect(reading.jobs.map(\.output.path) == ["001.mp3"])
            #expect(reading.jobs[0].otherColumns == [OtherColumn(name: "note", value: "7")])
        }
        let quoted = try read("l.csv", "id,text\na,\"=\"\"one, two\"\"\"\n")
        #expect(quoted.texts == ["one, two"])
    }

    @Test(
        "an error in place of a text is a fault, in whatever language the spreadsheet speaks",
        arguments: [
            "#REF!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!",
            "#ERROR!",
            "#GETTING_DATA", "#BEZUG!", "#NV", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#VALEUR!",
            "#NOM?",
            "#N/D", "#¡REF!", "#¿NOMBRE?", "#¡DIV/0!", "#NÚM!", "#ССЫЛКА!", "#Н/Д", "#ДЕЛ/0!",
            "#ИМЯ?",
            "#ADR!", "#N/D!", "#HIÁNYZIK", "#ÉRTÉK!", "#YOK", "#DEĞER!", "#SAYI/0!", "#ΑΝΑΦ!",
            "#Δ/Υ",
            "#ΔΙΑΙΡ./0!", "#I/T", "#N/B", "#SAKNAS!", "#PUUTTUU!", "#NENÍ_K_DISPOZICI",
            "#DĚLENÍ_NULOU!", "#NEDOSTUPNÝ", "Err:502", "Err:522", "Err :508", "Ошибка:502",
            "错误:504",
            "####", " #REF! ",
        ])
    func errors(value: String) throws {
        for (name, list) in [
            ("l.csv", "id,text\na,\"\(value)\"\nb,fine\n"),
            ("l.json", "[{\"id\":\"a\",\"text\":\"\(value)\"},{\"id\":\"b\",\"text\":\"fine\"}]"),
        ] {
            let reading = try read(name, list)
            #expect(reading.texts == ["fine"])
            #expect(reading.messages.count == 1)
            #expect(reading.messages.first?.contains("mend the cell") == true)
        }
    }

    @Test(
        "a formula in place of a text is a fault",
        arguments: [
            "=A1", "=A1&\" world\"", "=SUM(B2:B3)", "=SUMME(B2;C3)", "=СУММ(B2:B3)", "=sum(b2:b3)",
            "=IF(A1>0,\"yes\",\"no\")", "=WENN(A1<=2;\"ja\";\"nein\")", "=$A$1", "=Sheet1!A1",
            "='My sheet'!B2", "=$Sheet1.A1", "=[Book1.xlsx]Sheet1!A1", "=Prices[Price]", "=TODAY()",
            "=\"a\"&\"b\"", "=+B2*2", "=-B2", "=(A1+B1)/2", "{=SUM(A1:A3*B1:B3)}", "=A1*100%",
            "=CONCAT(A1, \", \", B1)", "=IF(A1;;1)", "=#REF!+1", "+B2*2", "+SUM(B2:B3)", "-B2*2",
            "@SUM(A1:A3)", "= SUM(B2:B3)", "=ВПР(A1;B:C;2;0)",
        ])
    func formulas(value: String) throws {
        let field = value.replacing("\"", with: "\"\"")
        let reading = try read("l.csv", "id,text\na,\"\(field)\"\nb,fine\n")
        #expect(reading.texts == ["fine"])
        #expect(reading.messages.first?.contains("formula") == true, "\(reading.messages)")
    }

    @Test(
        "speech that begins as errors and formulas do stays",
        arguments: [
            "= equals", "= 5", "=5+3", "== Chapter ==", "=> next", "=) smile", "= f(x)", "=f(x)",
            "=A1 steak sauce", "= A1", "=Total", "=>", "=", "+49 30 1234", "+1", "-minus",
            "-5 degrees",
            "- A1*B2", "-G1-F3", "-A1", "+A1", "@here", "@anna: hi", "#1 fan", "#thanks", "#MeToo",
            "#BlackLivesMatter", "# Heading", "#", "##", "#7!", "#1?", "#wow!", "#YOLO", "#加油!",
            "#N/A means not available", "Err: 502", "Room:502", "Error 502", "Err:404", "{=}",
            "{A}",
            "+B2", "=SUM", "=SUM(", "=\"", "=\"a\"b", "C# and F#!",
        ])
    func speech(value: String) throws {
        let field = value.replacing("\"", with: "\"\"")
        let reading = try read("l.csv", "id,text\na,\"\(field)\"\n")
        #expect(reading.messages == [])
        #expect(reading.texts == [value])
    }

    @Test("an error in another column is a fault as well, and in columns without a meaning is none")
    func otherColumns() throws {
        let list = "id,text,voice,title,note\n#N/A,x,=A1,#REF!,#REF!\nb,y,,,=A1\n"
        let reading = try read("l.csv", list)
        #expect(reading.places == ["2:1", "2:8", "2:12"])
        #expect(reading.texts == ["y"])
        #expect(reading.jobs[0].otherColumns == [OtherColumn(name: "note", value: "=A1")])
    }

    @Test("a blank cell says nothing, as an empty one")
    func blankCells() throws {
        let list = "id,text,voice,speed,output,title\n ,x, ,\u{A0}, ,\t\n"
        let reading = try read("l.csv", list)
        #expect(reading.messages == [])
        #expect(reading.jobs.map(\.output.path) == ["0001.mp3"])
        #expect(reading.jobs.map(\.title) == [nil])
    }

    @Test(
        "Excel's Unicode text, and lists with marks in front and line ends of all kinds, are read")
    func exports() throws {
        let text = "id\ttext\tspeed\r\nä\tGrüße, 你好 👋\t1,25\r\n"
        let units = text.utf16.map { (high: UInt8($0 >> 8), low: UInt8($0 & 255)) }
        let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [$0.low, $0.high] }
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [$0.high, $0.low] }
        var options = JobReaderOptions.withVoice
        options.format = .tsv
        for bytes in [
            little, big, Array(text.utf8), Array(("\u{FEFF}" + text).utf8),
            Array(("\u{FEFF}\u{FEFF}" + text).utf8), Array(text.replacing("\r\n", with: "\r").utf8),
            Array(text.replacing("\r\n", with: "\n").utf8),
        ] {
            let reading = try read("list.txt", bytes, chunk: 3, options)
            #expect(reading.messages == [])
            #expect(reading.texts == ["Grüße, 你好 👋"])
            #expect(reading.jobs.map(\.speed.count) == [1250])
        }
    }
}
