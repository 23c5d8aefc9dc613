import Testing
import Texts

/// Numbers and times as people and programs read them.
struct NumberTests {
    @Test(
        "a time is short while it is short, and never rounds up to sixty",
        arguments: [
            (0, "0.0 s"), (4249, "4.2 s"), (59_949, "59.9 s"), (59_950, "1:00"), (245_000, "4:05"),
            (3_599_499, "59:59"), (3_599_500, "1:00:00"), (3_723_000, "1:02:03"),
        ])
    func clock(milliseconds: Int, text: String) {
        #expect(clockTime(milliseconds: milliseconds) == text)
    }

    @Test("a time stamp has all its digits")
    func stamp() {
        #expect(timestamp(.milliseconds(3_723_004)) == "01:02:03.004")
        #expect(timestamp(.milliseconds(360_000_050), point: ",") == "100:00:00,050")
    }

    @Test("thousandths keep their sign where they are less than one")
    func thousandths() {
        #expect(decimal(thousandths: -250) == "-0.250")
        #expect(decimal(thousandths: 12_005) == "12.005")
        #expect(decimal(thousandths: Int.min).hasPrefix("-9223372036854775.8"))
    }

    @Test("a noun has its plural, and zeros stand before a number")
    func words() {
        #expect([0, 1, 2].map { counted($0, "call") } == ["0 calls", "1 call", "2 calls"])
        #expect(padded(7, 3) == "007")
        #expect(padded(12_345, 3) == "12345")
    }

    @Test("bytes are two digits each")
    func digits() {
        #expect(hexadecimal([0, 15, 160, 255] as [UInt8]) == "000fa0ff")
        #expect(hexadecimal([] as [UInt8]) == "")
    }

    @Test("any string comes back out of its JSON")
    func json() {
        for text in ["", "\"\\/\n\t\u{0}\u{1F}\u{7F}", "你好 👩‍👧", "\u{2028}"] {
            let object = "{\(jsonString(text)):1}"
            #expect(memberNames(ofJSON: object) == [text])
        }
    }
}
