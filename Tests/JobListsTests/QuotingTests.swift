import JobLists
import Testing
import Texts

/// Lists in which a quote is a character as any other.
struct QuotingTests {
    private static let list = """
        client_id\tid\ttext
        abc\tc1\t"It just looks bad," she said.
        abc\tc2\tThe "thing" is gone.
        abc\tc3\t"Never closed
        abc\tc4\t""
        abc\tc5\t"All of it."

        """

    @Test("without quoting, quotes are text")
    func none() throws {
        var options = JobReaderOptions.withVoice
        options.quoting = .none
        for chunk in [1, 2, 7, 1000] {
            let reading = try read("l.tsv", Self.list, chunk: chunk, options)
            #expect(reading.messages == [])
            #expect(
                reading.texts == [
                    "\"It just looks bad,\" she said.", "The \"thing\" is gone.", "\"Never closed",
                    "\"\"", "\"All of it.\"",
                ])
        }
        let csv = try read("l.csv", "id,text\na,\"one\",\nb,\"two\n", options)
        #expect(csv.texts == ["\"one\"", "\"two"])
    }

    @Test(
        "a fault that comes of quotes names the way out",
        arguments: [
            ("id\ttext\na\t\"bad,\" she said.\n", "2:9", "closing quote"),
            ("id\ttext\na\t\"never closed\nb\tnext\n", "2:3", "never closed"),
            ("id\ttext\na\t\"one\nb\t\"two\n", "3:4", "closing quote"),
        ])
    func advice(list: String, place: String, message: String) throws {
        let reading = try read("l.tsv", list)
        #expect(reading.places.first == place)
        #expect(reading.messages.first?.contains(message) == true)
        #expect(reading.messages.first?.contains("--quote none") == true)
    }

    @Test("a field that has taken rows in is a fault; one with line breaks of its own is none")
    func swallowed() throws {
        for (list, texts) in [
            (
                "who\tid\ttext\nx\tc1\t\"Hello\nx\tc2\tdear\nx\tc3\tshe said\"\nx\tc4\tbye\n",
                ["bye"]
            ),
            ("id\ttext\tby\nc1\t\"Hello\tx\nc2\tyou\"\tx\nc4\tbye\tx\n", ["bye"]),
        ] {
            let reading = try read("l.tsv", list)
            #expect(reading.texts == texts)
            #expect(reading.messages.first?.contains("goes over several rows") == true)
        }
        #expect(try read("l.tsv", "id\ttext\na\t\"one\ntwo\"\n").texts == ["one\ntwo"])
        #expect(
            try read("l.csv", "id,text\na,\"Dear Ann,\nhello, you\"\n").texts
                == ["Dear Ann,\nhello, you"])
        #expect(try read("l.csv", "id,text\na,\"Dear Ann,\nhello\"\n").messages == [])
    }
}
